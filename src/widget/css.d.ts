/** Style sheets are texts: the build puts them into the file, minified. */
declare module '*.css' {
  const text: string;
  export default text;
}

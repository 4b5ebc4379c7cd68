import { defineChat, homeOf } from './element.js';

/** The ES module: `import { mount } from 'https://HOST/widget.mjs'`. */
export { mount, type MountOptions } from './mount.js';

defineChat(homeOf(import.meta.url));

/** English. The keys of this file are the keys of every language. */
export const en = {
  'skip.unsupported-format': 'format not read yet ({detail}): save it as text, Markdown, HTML or JSON Lines',
  'skip.not-a-regular-file': 'not a regular file ({detail})',
  'skip.symlink-outside': 'a link that leads out of the corpus: copy the file into it',
  'skip.symlink-loop': 'a link that leads back to itself',
  'skip.unreadable': 'cannot be read ({detail}): check its permissions',
  'skip.too-large': 'larger than allowed ({detail}): split it, or raise YINJU_MAX_ARTICLE_BYTES',
  'skip.empty': 'holds no text',
  'skip.bad-front-matter': 'front matter cannot be read ({detail}): mend the lines between the two ---',
  'skip.bad-line': 'not an article ({detail}): each line must be a JSON object with "text"',
  'skip.undecodable': 'its encoding cannot be told: save it as UTF-8',
  'skip.duplicate-id': 'its id is taken by {detail}: give one of the two another id',
  'skip.code-front-matter':
    'its front matter is program code, which is never run: use YAML between two --- lines',
  'config.invalid':
    'The setting {name} is wrong: {problem}. Correct it in the environment, in .env or on the command line.',
  'corpus.missing-root':
    'There is no file or folder {path}. Name one that exists with --corpus or YINJU_CORPUS.',
  'corpus.empty':
    'No article was found in {paths}. Put .md, .html, .txt or .jsonl files there, or name another folder with --corpus.',
  'corpus.nothing-readable':
    'None of the {count} files in {paths} could be read as an article. The first of them: {first}.',
  'index.none': 'There is no index in {path}. Build it first: yinju build',
  'index.pointer-damaged': 'The file {path} does not name a generation. Build again: yinju build',
  'index.manifest-unreadable':
    'The manifest of generation {generation} is missing or damaged. Go back with yinju rollback, or build anew with yinju build --force',
  'index.other-format':
    'Generation {generation} has format {found}, this version reads {expected}. Build anew: yinju build --force',
  'index.file-missing':
    '{file} of generation {generation} is missing. Go back with yinju rollback, or build anew with yinju build --force',
  'index.file-damaged':
    '{file} of generation {generation} is cut or altered. Go back with yinju rollback, or build anew with yinju build --force',
  'index.no-previous': 'No generation before {generation} is kept, so there is nothing to roll back to.',
  'index.other-model':
    'The index was built with the model {built}, but {configured} is set. Build anew with yinju build, or set YINJU_EMBEDDING_MODEL back',
  'index.other-dimension':
    'The model gives vectors of {found} numbers, the index holds {expected}. Build anew: yinju build --force',
  'index.graph-damaged':
    'The vector index {path} is damaged ({problem}). Go back with yinju rollback, or build anew with yinju build --force',
  'index.keywords-damaged':
    'The keyword index {path} is damaged or missing ({problem}). Go back with yinju rollback, or build anew with yinju build --force',
  'index.keywords-other-format':
    'The keyword index {path} has format {found}, this version reads {expected}. Build anew: yinju build --force',
  'index.big-endian':
    'The keyword index {path} cannot be used on a big-endian machine. Run Yinju on x86-64 or ARM64.',
  'index.catalogue-damaged':
    'The catalogue {path} is missing or damaged. Go back with yinju rollback, or build anew with yinju build --force',
  'index.catalogue-other-format':
    'The catalogue {path} has format {found}, this version reads {expected}. Build anew: yinju build --force',
  'index.parts-differ':
    'The parts of the index do not fit together: {passages} passages in the catalogue, {vectors} in the vector index. Go back with yinju rollback, or build anew with yinju build --force',
  'index.bad-vector':
    'The embedding model gave a vector without direction (zeros, or values that are not numbers). Check the files of the model, then try again.',
  'search.bad-date': '{value} is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY, such as 2022-09-19.',
  'search.bad-cursor':
    'This cursor was not given out by the list. Start again from the first page, without a cursor.',
  'build.locked': 'Another build is writing to {path}. Wait until it has ended.',
  'build.disk-full':
    'The disk of {path} is full. Free some room and run the build again: it goes on where it stopped. What was served is served on.',
  'build.read-only':
    '{path} cannot be written to. Give this user write permission, or choose another folder with --index or YINJU_INDEX.',
  'build.stopped':
    'Stopped. {kept} of {total} new passages are embedded and kept: run yinju build again to go on. What was served is served on.',
  'cli.usage': `Yinju answers questions from an archive of articles and cites their exact words.

Usage: yinju COMMAND [options]

  build      read the articles and build or update the index
  serve      answer over HTTP; builds first if there is no index
  ask        one answer with its citations: yinju ask QUESTION
  search     the passages found: yinju search WORDS
  eval       measure answers on a question file
  status     show what the index holds, and what was skipped
  rollback   serve the generation before the present one again

  --corpus PATH   file or folder of articles; may be repeated   (YINJU_CORPUS, default ./corpus)
  --index DIR     folder of the index                           (YINJU_INDEX, default ./embeddings)
  --host H, --port N   serve: where to listen   (YINJU_HOST, YINJU_PORT, default 127.0.0.1:8080)
  --top-k N       search: how many passages, default 10
  --questions F   eval: file of questions, one JSON object a line
  --force         build: make everything anew, reuse nothing
  --json          print one JSON object on standard output
  --locale L      zh-CN, zh-TW or en                            (YINJU_LOCALE, default: the terminal's)
  --help, --version

Exit status: 0 done, 1 failed, 2 wrong use, 3 no usable index.`,
  'cli.unknown-command': 'There is no command {name}. See yinju --help.',
  'cli.bad-arguments': '{problem} See yinju --help.',
  'cli.error': 'Error: {message}',
  'cli.defect': 'This is a defect in Yinju: {message}. Please report it with the lines below.',
  'progress.reading': 'Reading articles',
  'progress.embedding': 'Embedding passages',
  'progress.writing': 'Writing the index',
  'progress.rate': '{rate}/s',
  'progress.left': '{time} left',
  'summary.built':
    'Generation {generation} is ready: {documents} articles, {passages} passages ({embedded} embedded, {reused} reused) in {seconds} s.',
  'summary.unchanged':
    'Nothing has changed: generation {generation} stays ({documents} articles, {passages} passages; {seconds} s).',
  'summary.removed': '{count} articles are gone from the corpus and from the index.',
  'summary.reprints': 'Groups of reprints found: {count}.',
  'summary.repairs': 'Mended while reading: {list}.',
  'summary.skipped': 'Skipped {count}:',
  'summary.skipped-item': '  {path}: {reason}',
  'summary.skipped-more': '  … and {count} more; all with yinju status --json',
  'repair.gloss-removed': 'pinyin glosses removed {count}',
  'repair.gbk-shift-repaired': 'garbled GBK restored {count}',
  'repair.gbk-shift-unrepaired': 'garbled characters left marked {count}',
  'repair.boilerplate-removed': 'boilerplate removed {count}',
  'repair.undecodable': 'undecodable bytes marked {count}',
  'repair.control-removed': 'control characters removed {count}',
  'repair.spacing': 'spacing tidied {count}',
  'status.generation': 'Generation {generation}, built {createdAt}',
  'status.counts': '{documents} articles, {passages} passages',
  'status.model': 'Embedding model {name}, {dimension} dimensions',
  'status.disk': '{bytes} on disk in {path}',
  'status.previous': 'Kept to roll back to: {generation}',
  'status.no-previous': 'No generation before it is kept.',
  'status.encodings': 'Encodings: {list}',
  'status.formats': 'Formats: {list}',
  'rollback.done': 'Generation {generation} is served again: {documents} articles, {passages} passages.',
  'evaluation.unreadable': 'The question file {path} cannot be read. Check the path.',
  'evaluation.bad-line': 'Line {line} of {path} is not a question: {problem}. See docs for the format.',
  'model.folder-missing':
    'There is no model folder {folder}. Copy the model there, or set another one (a folder, or owner/name on the model hub).',
  'model.file-missing':
    'The model folder {folder} lacks {file}. Copy the whole folder again; if only another variant of the model is there, set its dtype.',
  'model.damaged':
    'The model in {folder} cannot be loaded: {file} is damaged ({detail}). Copy it again; a file of a few hundred bytes is a Git LFS pointer: run git lfs pull.',
  'model.wrong-kind':
    'The model in {folder} does not do what is needed here: {detail}. Set a model made for this task.',
  'model.download-failed':
    'The model {id} could not be downloaded from {hub} ({detail}). Check the network and the name, or copy its files by hand into {folder} ({files}).',
  'model.worker-died':
    'The thread that runs the model {name} ended unexpectedly ({detail}). Try again; if it happens again, give the machine more memory.',
  'model.run-failed': 'The model {name} failed ({detail}). Check its files, or set another model.',
  'model.closed': 'The model {name} has been closed. Start the program again.',
  'field.missing': '{field} is missing.',
  'field.unknown': '{field} is not a field of this request. Leave it out, or check its spelling.',
  'field.not-text': '{field} must be text.',
  'field.not-number': '{field} must be a number.',
  'field.not-integer': '{field} must be a whole number.',
  'field.not-boolean': '{field} must be true or false.',
  'field.not-list': '{field} must be a list.',
  'field.not-object': '{field} must be an object.',
  'field.too-small': '{field} must be at least {limit}.',
  'field.too-big': '{field} must be at most {limit}.',
  'field.empty': '{field} must not be empty.',
  'field.too-long': '{field} may have at most {limit} characters. Shorten it.',
  'field.too-many': '{field} may hold at most {limit} entries.',
  'field.choice': '{field} must be one of {choices}.',
  'field.date': '{field} must be a date such as 2022-09-19, 2022-09 or 2022.',
  'field.no-words': '{field} holds no words. Write the question as you would ask a person.',
  'field.invalid': '{field} is not valid.',
  'http.bad-json': 'The body cannot be read as JSON in UTF-8.',
  'http.too-deep': 'The body is nested deeper than {limit} levels.',
  'http.too-large': 'The body is larger than {limit} bytes. Shorten the question or its history.',
  'http.unsupported-media-type': 'Send the body as application/json.',
  'http.bad-address': 'This address cannot be read.',
  'http.not-found': 'There is nothing at this address.',
  'http.article-not-found': 'The archive has no article of this id.',
  'http.method-not-allowed': 'This address takes {allowed}.',
  'http.busy': 'Too many questions are waiting. Try again in {seconds} s.',
  'http.not-ready': 'The index is not ready. Try again shortly.',
  'http.stopping': 'The service is stopping. Try again shortly.',
  'http.timed-out': 'This took longer than {seconds} s and was stopped. Try again.',
  'http.internal': 'Something went wrong here. It is in the log under {requestId}.',
  'serve.port-in-use':
    'Port {port} of {host} is in use. Stop what uses it, or choose another with --port or YINJU_PORT.',
  'serve.port-forbidden':
    'This user may not listen on port {port}. Choose one above 1023 with --port or YINJU_PORT.',
  'serve.host-unavailable':
    '{host} is not an address of this machine. Correct --host or YINJU_HOST (127.0.0.1: this machine only; 0.0.0.0: everywhere).',
  'serve.bad-public-url':
    'The public address {value} is not an http or https address without query. Correct YINJU_PUBLIC_URL.',
  'page.brand': 'Yinju',
  'page.tagline': 'Ask the archive. Every sentence shows its source.',
  'page.question-label': 'Your question',
  'page.placeholder': 'Ask about anything in the articles',
  'page.ask': 'Ask',
  'page.reading': 'Searching and reading…',
  'page.short-answer': 'In short',
  'page.answer': 'Answer',
  'page.sources': 'Sources',
  'page.refused': 'The archive does not answer this',
  'page.nearest': 'Nearest articles',
  'page.citation': 'Source {number}',
  'page.partial': 'Only partly borne out by its source',
  'page.repaired': 'Damaged characters in this quote were repaired',
  'page.original': 'Original',
  'page.archive': 'Articles',
  'page.archive-count': '{count} articles in the archive',
  'page.no-articles': 'No articles here.',
  'page.next': 'Older articles',
  'page.find-label': 'Words in title or text',
  'page.find': 'Find',
  'page.undated': 'Date unknown',
  'page.changed-since': 'This article has changed since it was cited, so the quote is not marked.',
  'page.connection-lost': 'The connection was lost before the answer was complete. Ask again.',
  'page.skip': 'Skip to the content',
  'page.home': 'Ask',
  'page.language': 'Language',
  'build.stopped-reading': 'Stopped while reading articles. What was served is served on.',
  'build.other-model':
    'The index was built with the model {built}; with {configured} every passage is embedded anew.',
  'build.previous-damaged':
    'The present index in {path} is damaged and cannot be built upon; everything is made anew.',
  'refusal.no-evidence':
    'The archive holds nothing that answers this question. The nearest articles are below.',
  'refusal.other-period':
    'The archive speaks of another time or place than the question asks about. The nearest articles are below.',
  'refusal.filtered': 'No article passes the filters. Widen the dates, sources or articles.',
  'refusal.unsupported':
    'An answer was made, but the articles do not support it. The nearest articles are below.',
  'verdict.answered': 'Answered: the reader scores the best span {score}, at least {threshold} is needed.',
  'verdict.refused': 'Refused: the reader scores the best span {score}, at least {threshold} is needed.',
  'verdict.nothing-found': 'Refused: no passage was found.',
  'cli.bad-question': 'Give a question of 1 to 2,000 characters.',
  'cli.bad-top-k': '--top-k takes a whole number from 1 to 50.',
  'serve.ready':
    'Yinju answers at {url} from {documents} articles (generation {generation}). Stop with Ctrl-C.',
  'serve.stopping': 'Stopping: running answers are finished first.',
  'ask.quote': '“{quote}”',
  'evaluation.no-file': 'Name the file of questions: yinju eval --questions FILE',
  'evaluation.all': 'all',
  'evaluation.legend':
    'In per cent. right: the answer holds the gold answer and is short enough. short: the exact span does. refused+: of the unanswerable, refused−: of the answerable.',
  'progress.asking': 'Asking questions',
} as const;

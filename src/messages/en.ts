import { doorsEn } from './doors-en.js';
import { languageModelEn } from './language-model-en.js';
import { pagesEn } from './pages-en.js';

/** English. The keys of this file are the keys of every language. */
export const en = {
  ...doorsEn,
  ...languageModelEn,
  ...pagesEn,
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
  calibrate  fit the probability of answers to your own questions
  status     show what the index holds, and what was skipped
  rollback   serve the generation before the present one again
  feedback   what readers said of answers, newest first
  keys       API keys: yinju keys add NAME [--admin], keys list, keys revoke NAME
  doctor     check machine, settings, models and index, and say what to do

  --corpus PATH   file or folder of articles; may be repeated   (YINJU_CORPUS, default ./corpus)
  --index DIR     folder of the index                           (YINJU_INDEX, default ./embeddings)
  --host H, --port N   serve: where to listen   (YINJU_HOST, YINJU_PORT, default 127.0.0.1:8080)
  --top-k N       search: how many passages, default 10
  --questions F   eval: file of questions, one JSON object a line
  --html FILE     eval: also one page to look at; --against RUN.json beside an earlier --json
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
  'http.model-not-found': 'There is no such model. Name one of {known}.',
  'field.no-user-message': '{field} holds no message of the user that says anything.',
  'field.only-text': '{field} holds something other than text. Only text is read here.',
  'http.bad-json': 'The body cannot be read as JSON in UTF-8.',
  'http.too-deep': 'The body is nested deeper than {limit} levels.',
  'http.too-large': 'The body is larger than {limit} bytes. Shorten it.',
  'http.unsupported-media-type': 'Send the body as application/json.',
  'http.bad-address': 'This address cannot be read.',
  'http.not-found': 'There is nothing at this address.',
  'http.article-not-found': 'The archive has no article of this id.',
  'http.method-not-allowed': 'This address takes {allowed}.',
  'http.busy': 'Too many questions are waiting. Try again in {seconds} s.',
  'http.not-ready': 'The index is not ready. Try again shortly.',
  'http.stopping': 'The service is stopping. Try again shortly.',
  'http.timed-out': 'This took longer than {seconds} s and was stopped. Try again.',
  'http.too-many-requests': 'Too many at once. Try again in {seconds} s.',
  'http.unauthorized': 'This needs an admin key: send it as “Authorization: Bearer KEY”.',
  'http.origin-not-allowed': 'This origin may not ask here. Add it to YINJU_ALLOWED_ORIGINS if it should.',
  'http.forbidden': 'This key is not an admin’s.',
  'http.storage-unavailable': 'This cannot be stored or read just now. Try again later.',
  'http.internal': 'Something went wrong here. It is in the log under {requestId}.',
  'serve.port-in-use':
    'Port {port} of {host} is in use. Stop what uses it, or choose another with --port or YINJU_PORT.',
  'serve.port-forbidden':
    'This user may not listen on port {port}. Choose one above 1023 with --port or YINJU_PORT.',
  'serve.host-unavailable':
    '{host} is not an address of this machine. Correct --host or YINJU_HOST (127.0.0.1: this machine only; 0.0.0.0: everywhere).',
  'serve.bad-public-url':
    'The public address {value} is not an http or https address without query. Correct YINJU_PUBLIC_URL.',
  'serve.widget-missing': 'The chat widget has not been built. Run npm run build.',
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
  'list.separator': ', ',
  'sentence.separator': ' ',
  'refusal.looked-for': 'Looked for: {words}.',
  'refusal.missing': 'The nearest articles do not mention: {words}.',
  'answer.part-unanswered': 'The archive does not answer this part of the question: {question}',
  'verdict.answered': 'Answered: the best evidence scores {score}, at least {threshold} is needed.',
  'verdict.refused': 'Refused: the best evidence scores {score}, at least {threshold} is needed.',
  'verdict.nothing-found': 'Refused: no passage was found.',
  'cli.bad-question': 'Give a question of 1 to 2,000 characters.',
  'cli.bad-top-k': '--top-k takes a whole number from 1 to 50.',
  'serve.ready':
    'Yinju answers at {url} from {documents} articles (generation {generation}). Stop with Ctrl-C.',
  'serve.stopping': 'Stopping: running answers are finished first.',
  'ask.quote': '“{quote}”',
  'state.disk-full': 'The disk of {path} is full, so nothing can be stored there. Free some room.',
  'state.forbidden':
    'state.sqlite in {path} cannot be opened or written to. Give this user write permission to the folder and to that file.',
  'state.busy': 'Another process has held state.sqlite in {path} for too long. Try again.',
  'state.damaged':
    'state.sqlite in {path} cannot be read ({problem}). Put back a copy of it, or move it away: a new one is made, without the feedback and keys.',
  'keys.usage': 'Write: yinju keys add NAME [--admin], yinju keys list, or yinju keys revoke NAME.',
  'keys.bad-name':
    'The name of a key has at most 64 letters, digits, dots, dashes and underscores, and begins with a letter or digit.',
  'keys.name-taken': 'There is a key named {name} already. Revoke it first, or choose another name.',
  'keys.unknown': 'There is no key named {name}. See yinju keys list.',
  'keys.added': 'This is the key {name}. It is shown only now: keep it in a safe place.',
  'keys.revoked': 'The key {name} is revoked and fits no more.',
  'keys.none': 'There are no keys. Make one: yinju keys add NAME --admin',
  'keys.admin': 'admin',
  'keys.plain': 'no rights yet',
  'feedback.none': 'There is no feedback yet.',
  'feedback.counts': 'Feedback: {total}, of which {up} good and {down} bad.',
  'feedback.reason-count': '  {reason}: {count}',
  'feedback.more': '… and {count} more; all with yinju feedback --json',
  'feedback.up': 'good',
  'feedback.down': 'bad',
  'feedback.reason-wrong': 'wrong',
  'feedback.reason-unsupported': 'not in the quote',
  'feedback.reason-outdated': 'outdated',
  'feedback.reason-incomplete': 'incomplete',
  'feedback.reason-not-found': 'not found though it is there',
  'feedback.reason-other': 'other',
  'feedback.answered': 'answered',
  'feedback.refused': 'refused',
  'feedback.unknown-answer': 'unknown answer',
  'feedback.note': 'Note: {note}',
  'feedback.question': 'Question: {question}',
  'feedback.articles': 'Cites: {list}',
  'feedback.answer': 'Answer {id}, index {generation}',
  'feedback.answer-id': 'Answer {id}',
  'evaluation.no-file': 'Name the file of questions: yinju eval --questions FILE',
  'evaluation.all': 'all',
  'evaluation.legend':
    'In per cent. right: the answer holds the gold answer and is short enough. short: the exact span does. refused+: of the unanswerable, refused−: of the answerable.',
  'progress.asking': 'Asking questions',
  'cli.stopped': 'Stopped.',
  'evaluation.empty': 'The question file {path} holds no question. Write one JSON object a line.',
  'doctor.area.machine': 'Machine',
  'doctor.area.configuration': 'Settings',
  'doctor.area.models': 'Models',
  'doctor.area.index': 'Index',
  'doctor.node': 'Node.js {version}',
  'doctor.node-old': 'Node.js {version} is too old. Install {needed} or later.',
  'doctor.cores': '{count} processor cores',
  'doctor.memory': '{free} of {total} memory free',
  'doctor.memory-low':
    'Only {free} of {total} memory are free; Yinju takes about {needed} with a small index. Close other programs, or give the machine more.',
  'doctor.disk': '{free} free on the disk of {path}',
  'doctor.disk-low':
    'Only {free} are free on the disk of {path}; the next build may need {needed}. Free some room, or choose another folder with --index or YINJU_INDEX.',
  'doctor.modules': 'Native modules load: {names}',
  'doctor.module-broken':
    '{name} cannot be loaded ({detail}). Run npm ci again; where there is no ready-made binary, it is compiled, which needs python3, make, g++ and the headers of Node.js.',
  'doctor.not-checked': 'Not looked at until the modules above load.',
  'doctor.check-failed': '{what} could not be checked ({detail}). See whether this user may read it.',
  'doctor.settings': 'YINJU_ variables set: {count}; their names and values are right',
  'doctor.unknown-setting':
    'There is no setting {name}; it does nothing. Remove it, or look up the name in docs/operations.md.',
  'doctor.unknown-setting-near': 'There is no setting {name}; it does nothing. Is {nearest} meant?',
  'doctor.corpus': 'Articles are read from {path}',
  'doctor.index-writable': 'The index can be written to {path}',
  'doctor.index-not-folder':
    '{path} is not a folder, so no index can be kept there. Choose a folder with --index or YINJU_INDEX.',
  'doctor.tracing':
    '{name} turns on tracing by LangSmith. Yinju sends nothing there, but LangChain chains of your own would send their questions: unset it if that is not meant.',
  'doctor.embedder': 'Embedding model {name}: a sentence became {dimension} numbers in {ms} ms',
  'doctor.embedder-wrong':
    'Embedding model {name} gives vectors that are of no use (not of length 1). Copy its files again, or set another model with YINJU_EMBEDDING_MODEL.',
  'doctor.embedder-not-downloaded':
    'Embedding model {id} is not in {folder} yet: the next yinju build downloads it, for which it needs the network once.',
  'doctor.reader': 'Reader {name}: found “{answer}” in a passage in {ms} ms',
  'doctor.reader-wrong':
    'Reader {name} runs, but did not find an answer that is plainly there. Set YINJU_READER_MODEL to a model made for questions on Chinese texts.',
  'doctor.index-whole':
    'Generation {generation}: {documents} articles, {passages} passages; every file has its size and checksum',
  'doctor.index-model': 'It was made with the embedding model that is set, {name}',
  'doctor.index-searched': 'It opens, and searching it finds passages',
  'doctor.index-finds-nothing': 'It opens, but searching it finds nothing. Build anew: yinju build --force',
  'doctor.all-well': 'All is well.',
  'doctor.hints': 'It works. Worth a look: {count}.',
  'doctor.broken': 'To be mended: {count}.',
  'doctor.no-index': 'All else is well: yinju build makes the index.',
  'evaluation.bad-run':
    'The earlier run {path} cannot be read as one. Give a file that yinju eval --json wrote.',
  'evaluation.unwritable':
    'The report cannot be written to {path}. Name a file in a folder that exists and may be written to.',
  'evaluation.report-written': 'Report: {path}',
  'evaluation.no-html': '--against compares on the page: give --html FILE too.',
  'report.title': 'Evaluation: {name}',
  'report.made': '{count} questions · {date} · generation {generation}',
  'report.tile-right': 'answerable questions answered right',
  'report.tile-refused': 'unanswerable questions refused',
  'report.tile-found': 'with the passage among the first five',
  'report.tile-time': 'half of all answers take no longer',
  'report.interval': '95 %: {low}–{high}',
  'report.p95': '95 % take at most {time}',
  'report.metrics': 'Metrics',
  'report.metrics-note':
    'Shares in per cent with bootstrap intervals (95 %, 2,000 samples of the questions). Few questions make wide intervals.',
  'report.measure': 'measure',
  'report.value': '%',
  'report.range': '95 % interval',
  'report.n': 'questions',
  'report.m-right': 'answered right, short enough',
  'report.m-rightAlone': '… follow-ups apart',
  'report.m-holds': 'answer holds the gold answer',
  'report.m-shortRight': 'short answer right',
  'report.m-refusedRightly': 'unanswerable refused',
  'report.m-refusedWrongly': 'answerable, yet refused',
  'report.m-recallAt1': 'relevant passage first (recall@1)',
  'report.m-recallAt5': 'among the first five (recall@5)',
  'report.m-recallAt10': 'among the first ten (recall@10)',
  'report.m-mrrAt10': 'mean reciprocal rank (MRR@10)',
  'report.m-separation': 'answerable told from unanswerable (ROC area of the {ordering})',
  'report.m-refusedAt90': 'unanswerable refused where 90 % of the answerable are answered',
  'report.m-error': 'expected calibration error',
  'report.confidence': 'confidence',
  'report.score': 'reader’s score',
  'report.kinds': 'By kind of question',
  'report.kind': 'kind',
  'report.answerable': 'answerable',
  'report.unanswerable': 'unanswerable',
  'report.kept-short': 'right or rightly refused',
  'report.refused': 'refused',
  'report.risk': 'Risk and coverage',
  'report.risk-note':
    'Were only the surest questions answered, by {ordering}: how many of those answers would be wrong? Unanswerable questions count as wrong. Solid: answered now; dashed: refused now, judged by the span the reader likes best. Area {area}, lower is better.',
  'report.coverage-axis': 'share of all questions answered',
  'report.risk-axis': 'wrong, of the answered',
  'report.now': 'threshold now',
  'report.refusal': 'What refusing costs',
  'report.refusal-note':
    'Every threshold for the {ordering}: what is answered of the answerable against what is refused of the unanswerable. With 90 % answered, {refused} are refused.',
  'report.answered-axis': 'answered, of the answerable',
  'report.refused-axis': 'refused, of the unanswerable',
  'report.no-refusal':
    'The file holds only answerable or only unanswerable questions: there is nothing to tell apart.',
  'report.reliability': 'Reliability of the confidence',
  'report.reliability-note':
    'Of the questions with a confidence of 80 %, 80 % should be right: on the dashed line. Columns: how many questions; whiskers: 95 %. Expected calibration error {error}.',
  'report.no-reliability':
    'Answers of this index have no confidence: it has not been calibrated. Questions are ordered by the reader’s score, which is no probability, so there is nothing to check here.',
  'report.confidence-axis': 'confidence',
  'report.correct-axis': 'right',
  'report.recall': 'Finding the passage',
  'report.recall-note':
    'Share of the answerable questions that have a relevant passage among the first k found; shaded: 95 %.',
  'report.k-axis': 'k passages',
  'report.recall-axis': 'recall@k',
  'report.no-recall': 'No question names its articles: finding cannot be measured.',
  'report.latency': 'Time by stage',
  'report.latency-note':
    'Questions one after the other. Full: half take no longer; shaded: 95 % take no longer.',
  'report.condenseMs': 'understand',
  'report.embedMs': 'embed',
  'report.retrieveMs': 'retrieve',
  'report.readMs': 'read',
  'report.answerMs': 'answer',
  'report.totalMs': 'all',
  'report.change': 'Change against {name}',
  'report.change-note':
    '{shared} questions in both runs; {onlyNow} only in this one, {onlyBefore} only in the earlier. Differences in points, with paired bootstrap intervals (95 %).',
  'report.before': 'before',
  'report.after': 'now',
  'report.difference': 'difference',
  'report.c-succeeded': 'right or rightly refused',
  'report.won': 'Won: {count}',
  'report.lost': 'Lost: {count}',
  'report.none': 'none',
  'report.more': '… and {count} more',
  'report.was': 'before: {what}',
  'report.is': 'now: {what}',
  'report.worst': 'The worst {count} of {failures} failures',
  'report.worst-note':
    'Wrong answers first, the surest foremost; then answerable questions that were refused, the surest foremost; then answers that are right but too long.',
  'report.no-failures': 'Every question was answered right or rightly refused.',
  'report.verdict-wrong': 'wrong answer',
  'report.verdict-answered': 'should have been refused',
  'report.verdict-refused': 'refused, yet answerable',
  'report.verdict-long': 'right, but too long',
  'report.shown': 'Shown',
  'report.expected': 'Right would be',
  'report.refusal-expected': 'a refusal: the archive does not answer this',
  'report.no-gold': 'an answer from {sources}',
  'report.sources': 'in {sources}',
  'report.found-at': 'relevant passage found at place {rank}',
  'report.not-found': 'no relevant passage among the first ten',
  'report.best-span': 'the reader’s best span: {span}',
  'report.after-history': 'after: {turn}',
  'report.right': 'right',
  'report.wrong': 'wrong',
  'report.foot': 'Made by Yinju. This page is one file: it loads nothing and runs nothing.',
  'report.kinds-note': 'A refusal is right where the question is unanswerable. Lines: 95 % intervals.',
  'evaluation.too-few':
    '{right} questions were answered right and {wrong} were not; at least {least} of each are needed. Add questions to the file.',
  'calibrate.done':
    'Confidence is fitted to {questions} questions and near misses (generation {generation}; calibration error {calibrationError}, cross-validated). At YINJU_MIN_CONFIDENCE={minConfidence} it refuses {refusedRightly} % of the unanswerable and {refusedWrongly} % of the answerable questions.',
} as const;

import type { Messages } from './index.js';

/** Simplified Chinese. */
export const zhCN: Messages = {
  'skip.unsupported-format': '暂不支持该格式（{detail}）：请另存为纯文本、Markdown、HTML 或 JSON Lines',
  'skip.not-a-regular-file': '不是普通文件（{detail}）',
  'skip.symlink-outside': '指向语料目录之外的链接：请把文件复制进来',
  'skip.symlink-loop': '循环链接',
  'skip.unreadable': '无法读取（{detail}）：请检查权限',
  'skip.too-large': '超过大小上限（{detail}）：请拆分，或调高 YINJU_MAX_ARTICLE_BYTES',
  'skip.empty': '没有正文',
  'skip.bad-front-matter': 'front matter 无法解析（{detail}）：请修正两行 --- 之间的内容',
  'skip.bad-line': '不是一篇文章（{detail}）：每行须是含 "text" 的 JSON 对象',
  'skip.undecodable': '无法判断编码：请另存为 UTF-8',
  'skip.duplicate-id': 'id 与 {detail} 重复：请为其中一篇改 id',
  'skip.code-front-matter': 'front matter 是程序代码，不会执行：请用两行 --- 之间的 YAML',
  'config.invalid': '设置 {name} 有误：{problem}。请在环境变量、.env 或命令行中更正。',
  'corpus.missing-root': '没有文件或目录 {path}。请用 --corpus 或 YINJU_CORPUS 指定存在的路径。',
  'corpus.empty':
    '在 {paths} 中没有找到文章。请放入 .md、.html、.txt 或 .jsonl 文件，或用 --corpus 指定其他目录。',
  'corpus.nothing-readable': '{paths} 中的 {count} 个文件都无法作为文章读取。第一个：{first}。',
  'index.none': '{path} 中还没有索引。请先建立：yinju build',
  'index.pointer-damaged': '文件 {path} 没有指向任何一代索引。请重新建立：yinju build',
  'index.manifest-unreadable':
    '索引 {generation} 的 manifest 缺失或损坏。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.other-format':
    '索引 {generation} 的格式是 {found}，本版本读取 {expected}。请重建：yinju build --force',
  'index.file-missing':
    '索引 {generation} 缺少 {file}。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.file-damaged':
    '索引 {generation} 的 {file} 被截断或改动。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.no-previous': '索引 {generation} 之前没有保留的索引，无法回退。',
  'index.other-model':
    '索引由模型 {built} 建立，而当前设置的是 {configured}。请运行 yinju build 重建，或改回 YINJU_EMBEDDING_MODEL',
  'index.other-dimension': '模型给出 {found} 维向量，索引是 {expected} 维。请重建：yinju build --force',
  'index.graph-damaged':
    '向量索引 {path} 已损坏（{problem}）。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.keywords-damaged':
    '关键词索引 {path} 缺失或已损坏（{problem}）。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.keywords-other-format':
    '关键词索引 {path} 的格式是 {found}，本版本只读 {expected}。请重建：yinju build --force',
  'index.big-endian':
    '关键词索引 {path} 不能在大端字节序的机器上使用。请在 x86-64 或 ARM64 机器上运行 Yinju。',
  'index.catalogue-damaged':
    '目录库 {path} 缺失或损坏。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.catalogue-other-format':
    '目录库 {path} 的格式是 {found}，本版本读取 {expected}。请重建：yinju build --force',
  'index.parts-differ':
    '索引各部分不一致：目录库有 {passages} 个段落，向量索引有 {vectors} 个。请用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.bad-vector': '向量化模型给出了没有方向的向量（全零，或含有非数值）。请检查模型文件后重试。',
  'search.bad-date': '{value} 不是 YYYY-MM-DD、YYYY-MM 或 YYYY 形式的日期，例如 2022-09-19。',
  'search.bad-cursor': '这个游标不是由该列表给出的。请不带游标，从第一页重新开始。',
  'build.locked': '另一个构建正在写入 {path}。请等它结束。',
  'build.disk-full': '{path} 所在磁盘已满。请腾出空间后再次构建：会从中断处继续。原有索引照常可用。',
  'build.read-only': '无法写入 {path}。请授予写权限，或用 --index 或 YINJU_INDEX 换一个目录。',
  'build.stopped':
    '已停止。{total} 个新段落中有 {kept} 个已完成向量化并保留：再次运行 yinju build 即可继续。原有索引照常可用。',
  'cli.usage': `引据（Yinju）依据文章库回答问题，并逐句引用原文。

用法：yinju 命令 [选项]

  build      读取文章，建立或更新索引
  serve      提供 HTTP 问答服务；没有索引时先建立
  ask        回答一个问题并列出引文：yinju ask 问题
  search     只查找段落：yinju search 词语
  eval       用问题集评测回答
  status     显示索引内容，以及跳过了哪些文件
  rollback   恢复使用上一代索引

  --corpus 路径   文章文件或目录，可重复指定   （YINJU_CORPUS，默认 ./corpus）
  --index 目录    索引目录                     （YINJU_INDEX，默认 ./embeddings）
  --host 主机, --port 端口   serve：监听地址   （YINJU_HOST、YINJU_PORT，默认 127.0.0.1:8080）
  --top-k N       search：段落数，默认 10
  --questions 文件   eval：问题集，每行一个 JSON 对象
  --force         build：全部重建，不复用任何结果
  --json          在标准输出打印一个 JSON 对象
  --locale 语言   zh-CN、zh-TW 或 en           （YINJU_LOCALE，默认随终端）
  --help, --version

退出状态：0 完成，1 失败，2 用法有误，3 没有可用的索引。`,
  'cli.unknown-command': '没有命令 {name}。请看 yinju --help。',
  'cli.bad-arguments': '参数有误：{problem} 请看 yinju --help。',
  'cli.error': '错误：{message}',
  'cli.defect': '这是引据的缺陷：{message}。请附上以下内容反馈。',
  'progress.reading': '读取文章',
  'progress.embedding': '段落向量化',
  'progress.writing': '写入索引',
  'progress.rate': '{rate}/秒',
  'progress.left': '剩余 {time}',
  'summary.built':
    '索引 {generation} 已就绪：{documents} 篇文章，{passages} 个段落（新向量化 {embedded}，沿用 {reused}），用时 {seconds} 秒。',
  'summary.unchanged':
    '没有变化：继续使用索引 {generation}（{documents} 篇文章，{passages} 个段落；用时 {seconds} 秒）。',
  'summary.removed': '{count} 篇文章已从语料中移除，索引中也已删除。',
  'summary.reprints': '发现 {count} 组转载。',
  'summary.repairs': '读取时的修整：{list}。',
  'summary.skipped': '跳过 {count} 项：',
  'summary.skipped-item': '  {path}：{reason}',
  'summary.skipped-more': '  ……另有 {count} 项；完整列表见 yinju status --json',
  'repair.gloss-removed': '去除拼音注音 {count} 处',
  'repair.gbk-shift-repaired': '还原错位 GBK 乱码 {count} 处',
  'repair.gbk-shift-unrepaired': '无法还原的乱码（已标记）{count} 处',
  'repair.boilerplate-removed': '去除版权、导航等套话 {count} 处',
  'repair.undecodable': '无法解码的字节（已标记）{count} 处',
  'repair.control-removed': '去除控制字符 {count} 处',
  'repair.spacing': '整理空白 {count} 处',
  'status.generation': '索引 {generation}，建于 {createdAt}',
  'status.counts': '{documents} 篇文章，{passages} 个段落',
  'status.model': '向量模型 {name}，{dimension} 维',
  'status.disk': '占用磁盘 {bytes}，位于 {path}',
  'status.previous': '可回退到：{generation}',
  'status.no-previous': '没有保留更早的一代。',
  'status.encodings': '编码：{list}',
  'status.formats': '格式：{list}',
  'rollback.done': '已恢复使用索引 {generation}：{documents} 篇文章，{passages} 个段落。',
  'evaluation.unreadable': '无法读取问题文件 {path}。请检查路径。',
  'evaluation.bad-line': '{path} 第 {line} 行不是问题：{problem}。格式见文档。',
  'model.folder-missing':
    '没有模型文件夹 {folder}。请把模型复制到那里，或改设其他模型（文件夹，或模型库上的 owner/name）。',
  'model.file-missing':
    '模型文件夹 {folder} 缺少 {file}。请重新复制整个文件夹；如果那里只有模型的其他版本，请设置相应的 dtype。',
  'model.damaged':
    '无法加载 {folder} 中的模型：{file} 已损坏（{detail}）。请重新复制；如果文件只有几百字节，那是 Git LFS 指针：请运行 git lfs pull。',
  'model.wrong-kind': '{folder} 中的模型不适合这里的用途：{detail}。请改设适合此任务的模型。',
  'model.download-failed':
    '无法从 {hub} 下载模型 {id}（{detail}）。请检查网络和名称，或手动把它的文件复制到 {folder}（{files}）。',
  'model.worker-died': '运行模型 {name} 的线程意外结束（{detail}）。请重试；如果再次发生，请增加内存。',
  'model.run-failed': '模型 {name} 运行失败（{detail}）。请检查它的文件，或改设其他模型。',
  'model.closed': '模型 {name} 已关闭。请重新启动程序。',
  'field.missing': '缺少 {field}。',
  'field.unknown': '请求中没有 {field} 这个字段。请去掉，或检查拼写。',
  'field.not-text': '{field} 必须是文字。',
  'field.not-number': '{field} 必须是数字。',
  'field.not-integer': '{field} 必须是整数。',
  'field.not-boolean': '{field} 必须是 true 或 false。',
  'field.not-list': '{field} 必须是列表。',
  'field.not-object': '{field} 必须是对象。',
  'field.too-small': '{field} 最小为 {limit}。',
  'field.too-big': '{field} 最大为 {limit}。',
  'field.empty': '{field} 不能为空。',
  'field.too-long': '{field} 最多 {limit} 个字符，请缩短。',
  'field.too-many': '{field} 最多 {limit} 项。',
  'field.choice': '{field} 只能是 {choices} 之一。',
  'field.date': '{field} 必须是日期，例如 2022-09-19、2022-09 或 2022。',
  'field.no-words': '{field} 里没有文字。请像问人一样写出问题。',
  'field.invalid': '{field} 无效。',
  'http.bad-json': '请求体不是 UTF-8 编码的有效 JSON。',
  'http.too-deep': '请求体的嵌套超过 {limit} 层。',
  'http.too-large': '请求体超过 {limit} 字节。请缩短问题或历史。',
  'http.unsupported-media-type': '请以 application/json 发送请求体。',
  'http.bad-address': '无法解析这个地址。',
  'http.not-found': '这个地址没有内容。',
  'http.article-not-found': '文章库中没有这个 id 的文章。',
  'http.method-not-allowed': '这个地址只接受 {allowed}。',
  'http.busy': '排队的问题太多，请在 {seconds} 秒后再试。',
  'http.not-ready': '索引还没有就绪，请稍后再试。',
  'http.stopping': '服务正在停止，请稍后再试。',
  'http.timed-out': '用时超过 {seconds} 秒，已停止。请再试一次。',
  'http.internal': '服务出了问题，已记入日志，编号 {requestId}。',
  'serve.port-in-use':
    '{host} 的端口 {port} 已被占用。请停止占用它的程序，或用 --port 或 YINJU_PORT 换一个。',
  'serve.port-forbidden': '当前用户无权监听端口 {port}。请用 --port 或 YINJU_PORT 选 1023 以上的端口。',
  'serve.host-unavailable':
    '{host} 不是本机地址。请更正 --host 或 YINJU_HOST（127.0.0.1 仅本机，0.0.0.0 所有网络）。',
  'serve.bad-public-url': '公开地址 {value} 不是不带查询的 http 或 https 地址。请更正 YINJU_PUBLIC_URL。',
  'page.brand': '引据',
  'page.tagline': '向文章库提问，每句话都有出处。',
  'page.question-label': '你的问题',
  'page.placeholder': '想从文章里知道什么？',
  'page.ask': '提问',
  'page.reading': '正在查找、阅读……',
  'page.short-answer': '简答',
  'page.answer': '回答',
  'page.sources': '出处',
  'page.refused': '文章库里没有答案',
  'page.nearest': '最接近的文章',
  'page.citation': '出处 {number}',
  'page.partial': '出处只支持其中一部分',
  'page.repaired': '引文中的乱码经过修复',
  'page.original': '原文',
  'page.archive': '文章',
  'page.archive-count': '文章库共 {count} 篇文章',
  'page.no-articles': '这里没有文章。',
  'page.next': '更早的文章',
  'page.find-label': '标题或正文中的文字',
  'page.find': '查找',
  'page.undated': '日期不详',
  'page.changed-since': '文章在被引用之后有改动，因此没有标出引文。',
  'page.connection-lost': '回答还没有结束，连接就断开了。请再问一次。',
  'page.skip': '跳到正文',
  'page.home': '提问',
  'page.language': '语言',
  'build.stopped-reading': '已在读取文章时停止。原有索引照常可用。',
  'build.other-model': '现有索引由模型 {built} 建立；改用 {configured}，将重新向量化全部段落。',
  'build.previous-damaged': '{path} 中的现有索引已损坏，不能作为基础，将全部重建。',
  'refusal.no-evidence': '文章库中没有能回答这个问题的内容。以下是最接近的文章。',
  'refusal.other-period': '文章库谈到的是另外的时间或地点。以下是最接近的文章。',
  'refusal.filtered': '没有文章符合筛选条件。请放宽日期、来源或文章范围。',
  'refusal.unsupported': '生成的回答没有得到文章支持。以下是最接近的文章。',
  'verdict.answered': '已回答：最佳片段的阅读得分为 {score}，门槛为 {threshold}。',
  'verdict.refused': '未回答：最佳片段的阅读得分为 {score}，门槛为 {threshold}。',
  'verdict.nothing-found': '未回答：没有找到任何段落。',
  'cli.bad-question': '请给出 1 到 2000 字的问题。',
  'cli.bad-top-k': '--top-k 须为 1 到 50 的整数。',
  'serve.ready': '引据已在 {url} 提供服务，共 {documents} 篇文章（索引 {generation}）。按 Ctrl-C 停止。',
  'serve.stopping': '正在停止：先完成进行中的回答。',
  'ask.quote': '“{quote}”',
  'evaluation.no-file': '请指定问题集：yinju eval --questions 文件',
  'evaluation.all': '全部',
  'evaluation.legend':
    '单位：%。right：回答含标准答案且不超长；short：精确片段含标准答案；refused+：不可回答的问题中拒答的比例；refused−：可回答的问题中拒答的比例。',
  'progress.asking': '提问',
};

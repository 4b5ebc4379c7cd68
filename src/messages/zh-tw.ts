import type { Messages } from './index.js';

/** Traditional Chinese as written in Taiwan. */
export const zhTW: Messages = {
  'skip.unsupported-format': '暫不支援該格式（{detail}）：請另存為純文字、Markdown、HTML 或 JSON Lines',
  'skip.not-a-regular-file': '不是一般檔案（{detail}）',
  'skip.symlink-outside': '指向語料目錄之外的連結：請把檔案複製進來',
  'skip.symlink-loop': '循環連結',
  'skip.unreadable': '無法讀取（{detail}）：請檢查權限',
  'skip.too-large': '超過大小上限（{detail}）：請拆分，或調高 YINJU_MAX_ARTICLE_BYTES',
  'skip.empty': '沒有內文',
  'skip.bad-front-matter': 'front matter 無法解析（{detail}）：請修正兩行 --- 之間的內容',
  'skip.bad-line': '不是一篇文章（{detail}）：每行須是含 "text" 的 JSON 物件',
  'skip.undecodable': '無法判斷編碼：請另存為 UTF-8',
  'skip.duplicate-id': 'id 與 {detail} 重複：請為其中一篇改 id',
  'skip.code-front-matter': 'front matter 是程式碼，不會執行：請用兩行 --- 之間的 YAML',
  'config.invalid': '設定 {name} 有誤：{problem}。請在環境變數、.env 或命令列中更正。',
  'corpus.missing-root': '沒有檔案或目錄 {path}。請用 --corpus 或 YINJU_CORPUS 指定存在的路徑。',
  'corpus.empty':
    '在 {paths} 中沒有找到文章。請放入 .md、.html、.txt 或 .jsonl 檔案，或用 --corpus 指定其他目錄。',
  'corpus.nothing-readable': '{paths} 中的 {count} 個檔案都無法作為文章讀取。第一個：{first}。',
  'index.none': '{path} 中還沒有索引。請先建立：yinju build',
  'index.pointer-damaged': '檔案 {path} 沒有指向任何一代索引。請重新建立：yinju build',
  'index.manifest-unreadable':
    '索引 {generation} 的 manifest 缺失或損壞。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.other-format':
    '索引 {generation} 的格式是 {found}，本版本讀取 {expected}。請重建：yinju build --force',
  'index.file-missing':
    '索引 {generation} 缺少 {file}。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.file-damaged':
    '索引 {generation} 的 {file} 被截斷或改動。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.no-previous': '索引 {generation} 之前沒有保留的索引，無法回退。',
  'index.other-model':
    '索引由模型 {built} 建立，而目前設定的是 {configured}。請執行 yinju build 重建，或改回 YINJU_EMBEDDING_MODEL',
  'index.other-dimension': '模型給出 {found} 維向量，索引是 {expected} 維。請重建：yinju build --force',
  'index.graph-damaged':
    '向量索引 {path} 已損壞（{problem}）。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.keywords-damaged':
    '關鍵詞索引 {path} 缺失或已損壞（{problem}）。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.keywords-other-format':
    '關鍵詞索引 {path} 的格式是 {found}，本版本只讀 {expected}。請重建：yinju build --force',
  'index.big-endian':
    '關鍵詞索引 {path} 不能在大端位元組序的機器上使用。請在 x86-64 或 ARM64 機器上執行 Yinju。',
  'index.catalogue-damaged':
    '目錄庫 {path} 缺失或損壞。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.catalogue-other-format':
    '目錄庫 {path} 的格式是 {found}，本版本讀取 {expected}。請重建：yinju build --force',
  'index.parts-differ':
    '索引各部分不一致：目錄庫有 {passages} 個段落，向量索引有 {vectors} 個。請用 yinju rollback 回到上一代，或用 yinju build --force 重建',
  'index.bad-vector': '向量化模型給出了沒有方向的向量（全零，或含有非數值）。請檢查模型檔案後重試。',
  'search.bad-date': '{value} 不是 YYYY-MM-DD、YYYY-MM 或 YYYY 形式的日期，例如 2022-09-19。',
  'search.bad-cursor': '這個游標不是由該清單給出的。請不帶游標，從第一頁重新開始。',
  'build.locked': '另一個建置正在寫入 {path}。請等它結束。',
  'build.disk-full': '{path} 所在磁碟已滿。請騰出空間後再次建置：會從中斷處繼續。原有索引照常可用。',
  'build.read-only': '無法寫入 {path}。請授予寫入權限，或用 --index 或 YINJU_INDEX 換一個目錄。',
  'build.stopped':
    '已停止。{total} 個新段落中有 {kept} 個已完成向量化並保留：再次執行 yinju build 即可繼續。原有索引照常可用。',
  'cli.usage': `引據（Yinju）依據文章庫回答問題，並逐句引用原文。

用法：yinju 命令 [選項]

  build      讀取文章，建立或更新索引
  serve      提供 HTTP 問答服務；沒有索引時先建立
  ask        回答一個問題並列出引文：yinju ask 問題
  search     只查找段落：yinju search 詞語
  eval       用問題集評測回答
  status     顯示索引內容，以及略過了哪些檔案
  rollback   恢復使用上一代索引

  --corpus 路徑   文章檔案或目錄，可重複指定   （YINJU_CORPUS，預設 ./corpus）
  --index 目錄    索引目錄                     （YINJU_INDEX，預設 ./embeddings）
  --host 主機, --port 連接埠   serve：監聽位址   （YINJU_HOST、YINJU_PORT，預設 127.0.0.1:8080）
  --top-k N       search：段落數，預設 10
  --questions 檔案   eval：問題集，每行一個 JSON 物件
  --force         build：全部重建，不沿用任何結果
  --json          在標準輸出印出一個 JSON 物件
  --locale 語言   zh-CN、zh-TW 或 en           （YINJU_LOCALE，預設隨終端機）
  --help, --version

結束狀態：0 完成，1 失敗，2 用法有誤，3 沒有可用的索引。`,
  'cli.unknown-command': '沒有命令 {name}。請看 yinju --help。',
  'cli.bad-arguments': '參數有誤：{problem} 請看 yinju --help。',
  'cli.error': '錯誤：{message}',
  'cli.defect': '這是引據的缺陷：{message}。請附上以下內容回報。',
  'progress.reading': '讀取文章',
  'progress.embedding': '段落向量化',
  'progress.writing': '寫入索引',
  'progress.rate': '{rate}/秒',
  'progress.left': '剩餘 {time}',
  'summary.built':
    '索引 {generation} 已就緒：{documents} 篇文章，{passages} 個段落（新向量化 {embedded}，沿用 {reused}），用時 {seconds} 秒。',
  'summary.unchanged':
    '沒有變化：繼續使用索引 {generation}（{documents} 篇文章，{passages} 個段落；用時 {seconds} 秒）。',
  'summary.removed': '{count} 篇文章已從語料中移除，索引中也已刪除。',
  'summary.reprints': '發現 {count} 組轉載。',
  'summary.repairs': '讀取時的修整：{list}。',
  'summary.skipped': '略過 {count} 項：',
  'summary.skipped-item': '  {path}：{reason}',
  'summary.skipped-more': '  ……另有 {count} 項；完整清單見 yinju status --json',
  'repair.gloss-removed': '去除拼音注音 {count} 處',
  'repair.gbk-shift-repaired': '還原錯位 GBK 亂碼 {count} 處',
  'repair.gbk-shift-unrepaired': '無法還原的亂碼（已標記）{count} 處',
  'repair.boilerplate-removed': '去除版權、導覽等套話 {count} 處',
  'repair.undecodable': '無法解碼的位元組（已標記）{count} 處',
  'repair.control-removed': '去除控制字元 {count} 處',
  'repair.spacing': '整理空白 {count} 處',
  'status.generation': '索引 {generation}，建於 {createdAt}',
  'status.counts': '{documents} 篇文章，{passages} 個段落',
  'status.model': '向量模型 {name}，{dimension} 維',
  'status.disk': '佔用磁碟 {bytes}，位於 {path}',
  'status.previous': '可回退到：{generation}',
  'status.no-previous': '沒有保留更早的一代。',
  'status.encodings': '編碼：{list}',
  'status.formats': '格式：{list}',
  'rollback.done': '已恢復使用索引 {generation}：{documents} 篇文章，{passages} 個段落。',
  'evaluation.unreadable': '無法讀取問題檔案 {path}。請檢查路徑。',
  'evaluation.bad-line': '{path} 第 {line} 行不是問題：{problem}。格式見文件。',
  'model.folder-missing':
    '沒有模型資料夾 {folder}。請把模型複製到那裡，或改設其他模型（資料夾，或模型庫上的 owner/name）。',
  'model.file-missing':
    '模型資料夾 {folder} 缺少 {file}。請重新複製整個資料夾；如果那裡只有模型的其他版本，請設定相應的 dtype。',
  'model.damaged':
    '無法載入 {folder} 中的模型：{file} 已損壞（{detail}）。請重新複製；如果檔案只有幾百位元組，那是 Git LFS 指標：請執行 git lfs pull。',
  'model.wrong-kind': '{folder} 中的模型不適合這裡的用途：{detail}。請改設適合此任務的模型。',
  'model.download-failed':
    '無法從 {hub} 下載模型 {id}（{detail}）。請檢查網路和名稱，或手動把它的檔案複製到 {folder}（{files}）。',
  'model.worker-died': '執行模型 {name} 的執行緒意外結束（{detail}）。請重試；如果再次發生，請增加記憶體。',
  'model.run-failed': '模型 {name} 執行失敗（{detail}）。請檢查它的檔案，或改設其他模型。',
  'model.closed': '模型 {name} 已關閉。請重新啟動程式。',
  'field.missing': '缺少 {field}。',
  'field.unknown': '請求中沒有 {field} 這個欄位。請去掉，或檢查拼寫。',
  'field.not-text': '{field} 必須是文字。',
  'field.not-number': '{field} 必須是數字。',
  'field.not-integer': '{field} 必須是整數。',
  'field.not-boolean': '{field} 必須是 true 或 false。',
  'field.not-list': '{field} 必須是列表。',
  'field.not-object': '{field} 必須是物件。',
  'field.too-small': '{field} 最小為 {limit}。',
  'field.too-big': '{field} 最大為 {limit}。',
  'field.empty': '{field} 不能為空。',
  'field.too-long': '{field} 最多 {limit} 個字元，請縮短。',
  'field.too-many': '{field} 最多 {limit} 項。',
  'field.choice': '{field} 只能是 {choices} 其中之一。',
  'field.date': '{field} 必須是日期，例如 2022-09-19、2022-09 或 2022。',
  'field.no-words': '{field} 裡沒有文字。請像問人一樣寫出問題。',
  'field.invalid': '{field} 無效。',
  'http.bad-json': '請求內容不是 UTF-8 編碼的有效 JSON。',
  'http.too-deep': '請求內容的巢狀超過 {limit} 層。',
  'http.too-large': '請求內容超過 {limit} 位元組。請縮短問題或歷史。',
  'http.unsupported-media-type': '請以 application/json 傳送請求內容。',
  'http.bad-address': '無法解析這個網址。',
  'http.not-found': '這個網址沒有內容。',
  'http.article-not-found': '文章庫中沒有這個 id 的文章。',
  'http.method-not-allowed': '這個網址只接受 {allowed}。',
  'http.busy': '排隊的問題太多，請在 {seconds} 秒後再試。',
  'http.not-ready': '索引尚未就緒，請稍後再試。',
  'http.stopping': '服務正在停止，請稍後再試。',
  'http.timed-out': '用時超過 {seconds} 秒，已停止。請再試一次。',
  'http.internal': '服務出了問題，已記入日誌，編號 {requestId}。',
  'serve.port-in-use':
    '{host} 的連接埠 {port} 已被占用。請停止占用它的程式，或用 --port 或 YINJU_PORT 換一個。',
  'serve.port-forbidden': '目前使用者無權監聽連接埠 {port}。請用 --port 或 YINJU_PORT 選 1023 以上的連接埠。',
  'serve.host-unavailable':
    '{host} 不是本機位址。請更正 --host 或 YINJU_HOST（127.0.0.1 僅本機，0.0.0.0 所有網路）。',
  'serve.bad-public-url': '公開網址 {value} 不是不帶查詢的 http 或 https 網址。請更正 YINJU_PUBLIC_URL。',
  'page.brand': '引據',
  'page.tagline': '向文章庫提問，每句話都有出處。',
  'page.question-label': '你的問題',
  'page.placeholder': '想從文章裡知道什麼？',
  'page.ask': '提問',
  'page.reading': '正在查找、閱讀……',
  'page.short-answer': '簡答',
  'page.answer': '回答',
  'page.sources': '出處',
  'page.refused': '文章庫裡沒有答案',
  'page.nearest': '最接近的文章',
  'page.citation': '出處 {number}',
  'page.partial': '出處只支持其中一部分',
  'page.repaired': '引文中的亂碼經過修復',
  'page.original': '原文',
  'page.archive': '文章',
  'page.archive-count': '文章庫共 {count} 篇文章',
  'page.no-articles': '這裡沒有文章。',
  'page.next': '更早的文章',
  'page.find-label': '標題或內文中的文字',
  'page.find': '尋找',
  'page.undated': '日期不詳',
  'page.changed-since': '文章在被引用之後有改動，因此沒有標出引文。',
  'page.connection-lost': '回答還沒有結束，連線就中斷了。請再問一次。',
  'page.skip': '跳到內文',
  'page.home': '提問',
  'page.language': '語言',
  'build.stopped-reading': '已在讀取文章時停止。原有索引照常可用。',
  'build.other-model': '現有索引由模型 {built} 建立；改用 {configured}，將重新向量化全部段落。',
  'build.previous-damaged': '{path} 中的現有索引已損壞，不能作為基礎，將全部重建。',
  'refusal.no-evidence': '文章庫中沒有能回答這個問題的內容。以下是最接近的文章。',
  'refusal.other-period': '文章庫談到的是另外的時間或地點。以下是最接近的文章。',
  'refusal.filtered': '沒有文章符合篩選條件。請放寬日期、來源或文章範圍。',
  'refusal.unsupported': '產生的回答沒有得到文章支持。以下是最接近的文章。',
  'verdict.answered': '已回答：最佳片段的閱讀得分為 {score}，門檻為 {threshold}。',
  'verdict.refused': '未回答：最佳片段的閱讀得分為 {score}，門檻為 {threshold}。',
  'verdict.nothing-found': '未回答：沒有找到任何段落。',
  'cli.bad-question': '請給出 1 到 2000 字的問題。',
  'cli.bad-top-k': '--top-k 須為 1 到 50 的整數。',
  'serve.ready': '引據已在 {url} 提供服務，共 {documents} 篇文章（索引 {generation}）。按 Ctrl-C 停止。',
  'serve.stopping': '正在停止：先完成進行中的回答。',
  'ask.quote': '「{quote}」',
  'evaluation.no-file': '請指定問題集：yinju eval --questions 檔案',
  'evaluation.all': '全部',
  'evaluation.legend':
    '單位：%。right：回答含標準答案且不超長；short：精確片段含標準答案；refused+：不可回答的問題中拒答的比例；refused−：可回答的問題中拒答的比例。',
  'progress.asking': '提問',
};

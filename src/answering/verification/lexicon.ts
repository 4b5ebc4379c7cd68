/** General words of news Chinese (simplified) that verification has to know. Nothing here is of any one corpus. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Words that claim nothing by themselves. */
export const emptyWords: ReadonlySet<string> = new Set(
  list(`
  的 了 着 过 吗 呢 吧 啊 呀 嘛 是 在 和 与 及 以及 或 或者 以 于 为 之 其 而 而且 则 也 都 就 还 又 并 并且 但 但是 不过 然而 被 把 将 由 从 自 对 对于 向 到 至 这 那
  有 等 所 所以 个 中 上 下 后 前 里 内 间 时 会 能 可 可以 能够 要 要求 让 使 令 给 用 通过 根据 按照 按 据 因 因为 由于 因此 从而 如果 只要 只有 无论 虽然 尽管 即使
  同时 另外 此外 其中 以来 之后 之前 以后 以前 期间 当中 方面 情况 问题 工作 进行 开展 实现 成为 作为 属于 来自 有关 相关 关于 具体 主要 进一步 已 已经 曾 曾经 正 正在
  仍 仍然 依然 刚 刚刚 才 再 更 最 很 较 比较 十分 非常 相当 约 大约 近 超 超过 逾 多 余 左右 上下 以上 以下 不足 不到 接近 大概 差不多 几乎 分别 各 每 共 一共 总共 合计 累计 共计 达 达到
  目前 如今 现在 当前 截至 截止 此前 原先 原来 过去 以往 当时 近日 日前 近期 最近 随后 接着 今后 未来 一 一个 一种 一项 这个 那个 这些 那些 这样 那样 他 她 它 他们 她们 它们 自己
  我 我们 你 您 你们 咱们 大家 人们 该 本 此 某 何 什么 怎么 怎样 如何 为何 为什么 多少 几 哪些 哪 谁 介绍 表示 说 称 指出 认为 透露 告诉 坦言 强调 提到 显示 了解 获悉 得知 看来 而言 来说 说法 报道 记者 消息
  一下 起来 下来 出来 出去 过来 上去 下去 完 好 成 做 去 来 看 想 得 地 个人 者 般 则是 就是 也是 都是 还是 不是 便 即 却 只 仅 仅仅 只是 便是 正是 比 较之 相比 相较 跟 同 如 像 像是
  其实 事实上 总体 整体 整个 任何 一切 一共 特别 尤其 甚至 包括 包含 例如 比如 诸如 当天 当日 届时 同期 占 占比 比例 份额 比重 之一 算 算是 起 日 月 年 底 末 初 上旬 中旬 下旬 上午 下午 晚 号 时候 家 名 人 件 种 条 项 位 次 倍 张 只 台
  这家 一家 这座 一座 两 三 四 五 六 七 八 九 十 半 左 右 旗下 拥有 具有 存在 带来 出现 发生 得到 受到 予以 给予 加以 感到 觉得 需 需要 必须 应 应当 应该 须 得以 愿意 希望 打算 准备 预计 有望 计划 拟 力争 争取 目标`),
);

/** Words that count for little: they colour a statement, and paraphrases change them first. */
export const lightTags: ReadonlySet<string> = new Set([
  'd',
  'p',
  'c',
  'u',
  'uj',
  'ul',
  'ud',
  'uv',
  'uz',
  'ug',
  'y',
  'r',
  'f',
  'm',
  'q',
  'zg',
  'o',
  'e',
  'h',
  'k',
  'mq',
]);

/** Two sides that deny each other when said of the same thing. */
const opposites: readonly (readonly [one: string, other: string])[] = [
  [
    '增长 增加 上升 提高 提升 上涨 上调 升至 增至 涨 升 攀升 走高 涨价 调高 拉高 延长 拉长 飙升 扩大 增幅 涨幅 升高 升到 涨到 增',
    '下降 减少 降低 回落 下滑 下跌 跌 降至 降到 降 缩短 缩减 压缩 走低 下调 萎缩 降价 减 压到 压低 跌幅 降幅 滑落 骤减 缩小',
  ],
  ['高于 多于 大于 超过 高出', '低于 少于 小于 不及'],
  ['首次 第一次 首度 首家 首个 首批', '再次 第二次 再度 又一次 第二家 第二个 第二批'],
  ['盈利 赚钱 赚', '亏损 亏 赔 赔钱 亏本'],
  ['进口', '出口'],
  ['允许 准许 获准', '禁止 不准 严禁'],
  ['支持 赞成 同意', '反对 拒绝'],
  ['加快 加速 提速', '放缓 减速 变慢'],
  ['收紧', '放宽 放松'],
  ['流入 净流入', '流出 净流出'],
  ['乐观', '悲观'],
  ['同比', '环比'],
  ['上半年', '下半年'],
  ['最高', '最低'],
  ['最多', '最少'],
  ['最快', '最慢'],
  ['最大', '最小'],
  ['买入', '卖出'],
  ['开通 启用 开启 恢复 开放', '关闭 停用 停运 暂停 停办'],
  ['容易', '困难'],
  ['贵', '便宜'],
  ['扩大', '缩小'],
  ['加入', '退出'],
  ['国内', '国外 境外 海外'],
  ['充足 充裕 过剩', '不足 短缺 紧张 紧缺'],
  ['东部', '西部'],
  ['南部', '北部'],
  ['事前 事先', '事后'],
  ['分散', '集中'],
  ['线上', '线下'],
  ['成功', '失败'],
  ['强制 必须', '自愿'],
  ['保留 维持', '取消 废除'],
  ['继续', '停止 终止'],
  ['全部 所有 一律 全体 全员 悉数', '部分 个别 少数 一些 有的'],
  ['免征 免缴 免收 免税 免费 豁免 免除', '征收 缴纳 收取 收费 代缴 代收'],
  ['满意', '不满 不满意'],
  ['全国 国内 我国', '省内 全省'],
  ['全省 省内', '市内 全市'],
  ['全球 世界 全世界', '全国 国内'],
  ['增持', '减持'],
  ['儿子', '女儿'],
  ['父亲', '母亲'],
  ['丈夫', '妻子'],
  ['哥哥 弟弟', '姐姐 妹妹'],
  ['升值', '贬值'],
  ['满意', '强烈不满'],
  ['开始 启动', '停止 结束 终止'],
  ['应该 应当', '不应'],
  ['上午', '下午'],
  ['白天', '夜间'],
  ['进港 入港', '出港'],
  ['现任', '前任'],
  ['公开 实名', '匿名 保密'],
  ['盈余 顺差', '赤字 逆差'],
  ['获批 获准 批准 通过', '驳回 否决 未获'],
  ['唯一', '之一'],
  ['任命 就任 出任 上任', '免去 免职 卸任 离任'],
  ['欢迎', '遗憾 反对 抗议'],
  ['承认', '否认'],
  ['有罪', '无罪'],
  ['合法', '违法 非法'],
  ['安全', '危险'],
  ['降级', '升级'],
];

const oppositeOf = buildOpposites();

function buildOpposites(): ReadonlyMap<
  string,
  readonly { readonly same: readonly string[]; readonly other: readonly string[] }[]
> {
  const map = new Map<string, { same: readonly string[]; other: readonly string[] }[]>();
  for (const [one, other] of opposites) {
    const sides = [list(one), list(other)] as const;
    for (const [same, against] of [sides, [sides[1], sides[0]] as const]) {
      for (const word of same) map.set(word, [...(map.get(word) ?? []), { same, other: against }]);
    }
  }
  return map;
}

/** What a word denies when said of the same thing, with the words that mean the same as it; none for most. */
export function oppositesOf(
  word: string,
): readonly { readonly same: readonly string[]; readonly other: readonly string[] }[] {
  return oppositeOf.get(word) ?? [];
}

/** Words that deny what follows and say nothing else. */
export const negators: ReadonlySet<string> = new Set(
  list(
    '不 未 没 没有 无 非 别 勿 莫 并非 并未 并不 并没有 并没 尚未 还未 还没 还没有 从未 从不 未能 未曾 不曾 不再 不会 不能 不可 不得 不准 不必 不用 无需 无须 毋须 不是 难以 无法 不可以 不能够 不愿 不肯 不想 不宜 不该 不应 不需 不要 没能 未必 绝非 绝不 决不 不属于 未经 未获 不予 未见 未有 不见 不存在 不再是 无意 无权',
  ),
);

/** Words that deny what follows and are themselves what is said: 拒绝介入 is not 介入. */
export const denyingVerbs: ReadonlySet<string> = new Set(
  list('否认 拒绝 取消 停止 禁止 暂停 终止 放弃 缺少 缺乏 反对 避免 防止 杜绝 叫停 严禁 推翻 撤销'),
);

/** What seems to deny and does not. */
export const notNegators: ReadonlySet<string> = new Set(
  list(
    '不满 不满意 不利 不便 不当 不法 不良 不适 不幸 不安 不慎 不明 不详 不平 不公 不均 不佳 不力 不妥 不堪 不料 不料 不由 不禁 不已 不愧 不愧为 不起眼 无关 无辜 无奈 无限 未成年 未成年人 未婚 没落 没有想到 无锡 无障碍 不动产 不仅 不仅仅 不但 不只 不止 不单 不光 不论 不管 不过 不少 不同 不断 不久 不足 不到 不下 不超过 不低于 不少于 不高于 不多于 不等 不错 不妨 不得不 不可或缺 不言而喻 无论 无人机 无线 无疑 无不 无非 未来 非常 非洲 没收 别的 别人 特别 分别 区别 级别 不锈钢 不一 不一样 不如 不动产 无形 无纸化 非必需品 不大 不难 不变 不等',
  ),
);

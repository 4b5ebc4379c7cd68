/**
 * Words by which a follow-up is known and completed, simplified. Closed classes of the language (question words,
 * demonstratives, relational nouns), nothing of any archive's content.
 */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);
const set = (words: string): ReadonlySet<string> => new Set(list(words));

/** Said before a question without changing it. Longest first where one begins another. */
export const leads: readonly string[] = list(
  `不好意思 麻烦问一下 顺便问一下 顺便问问 我想问一下 我想问问 我还想知道 我还想问 想问一下 我想知道 想知道 请问一下 再请问
   那请问 请问 请教一下 麻烦问 话说回来 除此之外 好的谢谢 谢谢你 谢谢您 谢谢 感谢 明白了 知道了 了解了 好的 好吧 嗯嗯 嗯 哦 噢 喔 啊
   对了 那么 那末 然后 接着 再问 还有 另外 此外 而 那 ok okay thanks and`,
);

/** What a user says between questions; neither a question nor an answer. */
export const smallTalk = set(
  `你好 您好 hi hello 谢谢 多谢 谢谢你 谢谢您 感谢 好 好的 好吧 嗯 嗯嗯 哦 噢 明白 明白了 知道了 了解 了解了 再见 拜拜 ok okay thanks thx 对 是的
   不是 不对 你是谁 您是谁 你叫什么 你会什么 你能做什么 原来如此 懂了`,
);

/** 那 before one of these points at something; before anything else it is a particle. */
export const classifiers = set(
  `个 家 座 位 款 项 场 次 条 种 批 件 部 篇 份 届 所 名 起 艘 列 辆 台 只 间 类 笔 句 通 轮 趟 支 门 本 张 架 栋 桩 宗 期 年 天 月 些 里 儿 边 时 样`,
);

/** Nouns that name something of something else, by what asks for them. Alone they are no subject. */
export const attributeKinds = {
  amount: set(
    `增幅 增速 增长率 增长 涨幅 降幅 跌幅 占比 比例 比重 份额 规模 数量 总量 总数 总额 总值 金额 货值 产值 销量 销售额 营收 收入 营业额 利润 净利润
     毛利 成本 价格 单价 均价 售价 运价 运费 费用 租金 月租金 费率 税率 佣金 保证金 面积 总面积 占地 占地面积 长度 高度 重量 深度 人数 人口 员工数
     人次 订单量 交易额 成交额 出口额 进口额 进出口额 进出口 出口 进口 出口量 进口量 市值 股价 收盘价 投资额 投资 奖金 薪水 起薪 工资 年龄 寿命
     退货率 破损率 失业率 毕业率 就业率 限值 上限 下限 最高 最低 时长 时速 速度 温度 票房 存款 贷款 贷款额 手续费 预算 目标 产量 客单价 毛利率
     利率 时薪 投入 补助 库存 吞吐量 运量 载重 容量 时效 里程 造价`,
  ),
  person: set(
    `董事长 总裁 总经理 经理 主任 副主任 院长 校长 局长 市长 省长 部长 负责人 创始人 创办人 老板 厂长 店主 作者 记者 编辑 主编 秘书长 主席 会长
     首席执行官 发言人 主持人 导演 设计师 主管 合伙人 代表 校友 父亲 母亲 妻子 丈夫 儿子 女儿`,
  ),
  place: set(`总部 地址 地点 位置 产地 出生地 终点 终点站 起点 首站 目的地 始发站 老家 故乡`),
  time: set(`时间 日期 成立时间 开业时间 上线时间 截止日期 生日 期限 工期 生效日期 生效时间`),
  thing: set(
    `原因 目的 名称 名字 全名 简称 全称 内容 用途 作用 功能 依据 背景 特点 优势 缺点 问题 结果 影响 好处 条件 要求 标准 措施 举措 办法 方法 做法 步骤 流程
     意义 口径 理由 来源 定义 意思 品类 市场 产品 客户 对手 下一步 变化 优惠 好处 困难 建议 评价 看法 反应 职务 学历 国籍 性别 类型 种类 难关 难点 教训 经验 风险 后果`,
  ),
} as const;
export type AttributeKind = keyof typeof attributeKinds;

/** Endings of nouns for amounts. */
const AMOUNT = /^\p{Script=Han}{1,6}(?:率|额|量|费|价|薪|值|面积|人数|税额|利润|增速|占比)$/u;

/** What asks for the attribute that a noun names; null for a noun that names none. */
export function attributeKind(noun: string): AttributeKind | null {
  for (const kind of ['amount', 'person', 'place', 'time', 'thing'] as const)
    if (attributeKinds[kind].has(noun)) return kind;
  return AMOUNT.test(noun) ? 'amount' : null;
}

/** Asked as a list. */
export const pluralAttributes = set(
  `措施 举措 办法 方法 做法 步骤 条件 要求 特点 优势 缺点 问题 影响 好处 品类 产品 客户 困难 建议 变化 优惠 类型 种类 经验 风险 难点`,
);

/** These say how a figure moved or what part it is: they are of the figure and do not take its place. */
export const derivedAttributes = set(
  `增幅 增速 增长率 增长 涨幅 降幅 跌幅 占比 比例 比重 份额 原因 目标 口径 来源 变化`,
);

/** Of the things counted, not of who has them: 面积 after 有多少个海外仓. */
export const physicalAttributes = set(
  `面积 总面积 占地面积 单价 均价 价格 长度 高度 重量 名称 名字 用途 租金 月租金 增幅 增速`,
);

/** Nouns so general that they are no topic of their own. */
export const generalNouns = set(
  `企业 公司 人 人员 家 国家 地区 城市 地方 钱 时候 时间 东西 事 事情 消息 数字 数据 情况 部分 方面 天 年 月 日 小时 分钟 块 个 名 条 次 件 成 岁 号 点 倍 种 元
     欧元 美元 港元 日元 台币 公斤 吨 平方米 公里 亿元 万元 面 话 意思 样子 说法 人家 大家 结果 回答 答案 文章 报道 新闻 全部 其他 细节 例子 具体 首批 首期 首次 第一批
     第二批 首 第一 单日 单次 单笔 每年 每天 每月 每周 每次 每票 每人 每家 女性 男性 一年 一天 全年 当天 当时 后来 同期 期间 之前 之后 以前 以后 现在 目前 如今 原来 最初 最后 平均 最多 最少 至少 最快 最高 最低`,
);

/** Words of which one stands where another stood. */
export const sisterClasses: readonly (readonly string[])[] = [
  `坐火车 坐飞机 坐船 空运 海运 铁路 陆运 水运 专列 电商专列 班列 快船 卡车 公路 汽车 飞机 火车 高铁 地铁 直邮 邮寄 快递`,
  `进出口 出口 进口`,
  `线上 线下`,
  `国内 国外 海外 境内 境外`,
  `城镇 农村 城里 乡下 城市 乡村`,
  `男性 女性 男生 女生 男 女`,
  `起初 最初 原来 原先 后来`,
  `最高 最低`,
  `最大 最小`,
  `最多 最少`,
  `单次 年度 单日 单票 每年 每月 每周 每天 每日 单月 单年`,
  `货运 客运`,
  `民事 刑事 行政 民商事`,
  `东部 西部 南部 北部 中部`,
  `春季 夏季 秋季 冬季`,
  `第一 第二 第三 第四 第五 第六 第七 第八 第九 第十`,
  `一级 二级 三级 四级 五级`,
  `直接 间接`,
  `首批 第一批 第二批 第三批 最后一批`,
  `公立 私立`,
  `小学 初中 高中 大学`,
].map(list);

/** Nouns that a demonstrative points with, by what they can point at. */
export const pointedKinds = {
  organisation: set(
    `公司 企业 集团 机构 学校 学院 大学 银行 单位 部门 厂 工厂 店 商店 商家 平台 协会 医院 法院 海关 报社 媒体 品牌 团队 组织 政府 银行 基金 球队 俱乐部 乐队 出版社`,
  ),
  place: set(`地方 城市 国家 地区 市 省 县 区 镇 村 州 国 岛 城 港口 机场 园区 小镇 车站 岛屿 地`),
  person: set(
    `人 先生 女士 作家 诗人 导演 演员 歌手 老板 厂长 店主 总经理 经理 负责人 专家 学者 教授 官员 记者 球员 选手 皇帝 国王 总统 将军 科学家 画家 老师 师傅 作者 君主 政治家`,
  ),
} as const;

/** Ends of names, by what they name. */
export const nameEndings = {
  organisation: list(
    `公司 集团 科技 鞋业 文具 照明 咨询 银行 学院 大学 学校 中学 小学 海关 法院 协会 商会 委员会 医院 基金会 研究院 研究所 工作室 电视台 出版社 俱乐部 商务局 公安局 国际 货运 窑 网 报 周刊 部 局 厂`,
  ),
  place: list(`自治区 综合保税区 特别行政区 机场 省 市 县 区 镇 乡 村 州 国 岛 港 湾 半岛 山 河 湖`),
} as const;

/** Names that the dictionary cuts apart. */
export const unsplitNames: readonly string[] = list(
  `拼多多 抖音 快手 小红书 字节跳动 宁德时代 阿里巴巴 国际站 美图 携程 比亚迪`,
);

/** Verbs that only join subject and question word. */
export const lightVerbs = set(
  `是 有 占 达 达到 为 叫 要 能 会 可以 可 需 需要 应该 该 想 打算 花 做 说 算 让 在 到 成 给 被 把 从 对 向 用 去 来 共有 共 约`,
);

/** Places that the dictionary has as plain nouns. */
export const blocs = set(
  `欧盟 东盟 全国 我国 中国 全球 世界 全世界 中东 拉美 东南亚 欧美 北美 南美 中亚 西欧 东欧 北欧`,
);

/** Words that the dictionary, or a guess at an unknown word, takes for names. */
export const notNames = set(
  `海关 城市 河川 网购 起薪 头程 三本 卖货 单量 设仓 退运 面单 营收 不上 店开 仓 货要 能替 各是 双鞋 网店 修不起 才能 高峰 一共有 具体 还会 那会 进仓
   直播 单日 单票 单次 老板 阿姨 先生 女士 小姐 家长 成长 高中 文化 金融 明确 安全 和平 胜利 平安 双方`,
);

const classOf = new Map(
  sisterClasses.flatMap((members) => members.map((member) => [member, members] as const)),
);

/** The words of which this is one; null for most. */
export function sisterClass(word: string): readonly string[] | null {
  return classOf.get(word) ?? null;
}

/**
 * Words by which a follow-up is known and completed, simplified. Closed classes of the language (question words,
 * demonstratives, relational nouns), nothing of any archive's content.
 */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);
const set = (words: string): ReadonlySet<string> => new Set(list(words));

/** Said before a question without changing it. Longest first where one begins another. */
export const leads: readonly string[] = list(
  `不好意思 麻烦问一下 顺便问一下 顺便问问 顺便问下 我想问一下 我想问问 我还想知道 我还想问 想问一下 想问下 我想知道 想知道 请问一下 请问下 再请问 那请问 请问 请教一下
   麻烦问 帮我查一下 帮我查查 帮我看看 查一下 查查 介绍一下 说说 讲讲 问一下 问下 话说回来 除此之外 好的谢谢 谢谢你 谢谢您 谢谢 感谢 明白了 知道了 了解了 原来如此 好的 好吧 嗯嗯 嗯 哦 噢 喔 啊 诶 唉 哎 哈哈 不对 不是
   对了 那么 那末 然后 接着 再问 再说 还有 另外 此外 所以 而 那 ok okay thanks and`,
);

/** Said before new words that take the place of old ones: 如果是2021年, 换成广东, 我问的是进口. */
export const swaps: readonly string[] = list(
  `我问的是 我想问的是 我说的是 我是问 我是说 我指的是 我要问的是 如果是 如果换成 假如是 要是换成 要是 换成 换作 改成 换到 至于 说到 关于 对于 就 单看 只看 光看 单说 看看 再看`,
);

/** What a user says between questions; neither a question nor an answer. */
export const smallTalk = set(
  `你好 您好 hi hello 谢谢 多谢 谢谢你 谢谢您 感谢 好 好的 好吧 嗯 嗯嗯 哦 噢 明白 明白了 知道了 了解 了解了 再见 拜拜 ok okay thanks thx 对 是的
   不是 不对 你是谁 您是谁 你叫什么 你会什么 你能做什么 原来如此 懂了 收到 好嘞 行 可以 厉害 太好了`,
);

/** 那 before one of these points at something; before anything else it is a particle. */
export const classifiers = set(
  `个 家 座 位 款 项 场 次 条 种 批 件 部 篇 份 届 所 名 起 艘 列 辆 台 只 间 类 笔 句 通 轮 趟 支 门 本 张 架 栋 桩 宗 期 年 天 月 些 里 儿 边 时 样`,
);

/** Nouns that name something of something else, by what asks for them. Alone they are no subject. */
export const attributeKinds = {
  amount: set(
    `增幅 增速 增长率 增长 涨幅 降幅 跌幅 占比 比例 比重 份额 规模 数量 总量 总数 总额 总值 总产值 生产总值 gdp 金额 货值 产值 销量 销售额 营收 营业收入 总收入 收入
     营业额 利润 净利润 净利 净亏损 亏损 毛利 成本 价格 单价 均价 售价 定价 现价 房价 运价 运费 费用 租金 月租金 费率 税率 佣金 保证金 面积 总面积 占地 占地面积 建筑面积
     长度 高度 宽度 深度 厚度 重量 海拔 身高 体重 车长 车宽 车高 轴距 人数 人口 员工数 人次 客流 订单 订单量 交易额 成交额 出口额 进口额 进出口额 进出口 出口 进口 出口量
     进口量 市值 总市值 股价 收盘价 开盘价 发行价 市盈率 投资额 投资 总投资 外资 资产 总资产 负债 总负债 资金 奖金 薪水 起薪 工资 薪资 待遇 年龄 岁数 寿命 退货率 破损率
     失业率 毕业率 就业率 限值 上限 下限 最高 最低 时长 时速 速度 温度 气温 气压 风力 风速 震级 烈度 票房 存款 贷款 贷款额 手续费 预算 目标 产量 客单价 毛利率 利率 时薪 投入 补助
     补贴 库存 吞吐量 运量 载重 容量 时效 里程 续航 续航里程 造价 票价 门票 学费 分数 得分 比分 排名 名次 热度 评分 播放量 粉丝 功率 最大功率 扭矩 油耗 电耗 像素 分辨率 内存 赔偿 罚款 奖励 全长 总长 全程 总里程 股息 分红 派息 净流入 净流出 流入 流出 市占率 股东户数 尺寸 车身尺寸 注册资本 资本 长宽高 三围 价值 加速 胜率 普及率`,
  ),
  person: set(
    `董事长 总裁 副总裁 总经理 经理 主任 副主任 院长 校长 局长 市长 省长 县长 部长 处长 科长 队长 教练 主教练 书记 负责人 创始人 创办人 老板 厂长 店主 作者 记者 编辑 主编 秘书长
     主席 会长 首席执行官 ceo 发言人 主持人 导演 编剧 主演 男主角 女主角 设计师 主管 合伙人 代表 校友 父亲 母亲 爸爸 妈妈 妻子 丈夫 儿子 女儿 哥哥 姐姐 弟弟 妹妹 冠军 亚军 季军
     嫌疑人 死者 伤者 当事人 法人 法定代表人 实控人 实际控制人 大股东 保荐人 代言人 主办方 承办方 主办单位 承办单位`,
  ),
  place: set(
    `总部 地址 地点 位置 产地 出生地 终点 终点站 起点 首站 目的地 始发站 老家 故乡 籍贯 举办地 震中`,
  ),
  time: set(
    `时间 日期 成立时间 开业时间 上线时间 上市时间 发布时间 截止日期 截止时间 生日 期限 工期 生效日期 生效时间 保质期 档期`,
  ),
  thing: set(
    `原因 目的 名称 名字 全名 简称 全称 别名 内容 用途 作用 功能 依据 背景 特点 亮点 优势 优点 缺点 不足 问题 结果 影响 好处 坏处 条件 要求 标准 措施 举措 办法 方法 做法 步骤 流程
     意义 口径 理由 来源 定义 意思 品类 市场 产品 客户 对手 下一步 变化 优惠 困难 建议 评价 看法 反应 回应 职务 学历 国籍 性别 类型 种类 难关 难点 教训 经验 风险 后果 主题 口号
     配置 外观 颜色 动力 发动机 电池 芯片 处理器 屏幕 系统 症状 病因 成分 材质 主营业务 业务 股票代码 代码 车型 版本 专业 奖项 成绩 方案 计划 政策 规定 处罚 损失 伤亡 进展 邮箱 电话 网址 官网 联系方式 联系电话 现状 前景 规则`,
  ),
} as const;
export type AttributeKind = keyof typeof attributeKinds;

/** Endings of nouns for amounts. */
const AMOUNT =
  /^\p{Script=Han}{1,6}(?:率|额|量|费|价|薪|值|面积|人数|税额|利润|收入|营收|资产|增速|占比|余额|规模|里程|温度|速度|次数|票数|天数|指数)$/u;
/** …that end so and are none. */
const noAmount = set(
  `大量 少量 质量 力量 流量 免费 消费 缴费 收费 自费 评价 代价 报价 特价 涨价 降价 定量 适量 超额 名额 商量 测量 重量 尽量 效率`,
);

/** Titles of those who lead something: 查检科|科长, 副关长. */
const TITLE =
  /(?:部|局|处|科|院|校|厂|所|站|队|行|市|省|县|区|镇|乡|村|州|会|社|董事|秘书|关|司|厅|署|馆|店|组|船|机)长$/u;

/** What asks for the attribute that a noun names; null for a noun that names none. */
export function attributeKind(noun: string): AttributeKind | null {
  for (const kind of ['amount', 'person', 'place', 'time', 'thing'] as const)
    if (attributeKinds[kind].has(noun)) return kind;
  if (TITLE.test(noun)) return 'person';
  return AMOUNT.test(noun) && !noAmount.has(noun) ? 'amount' : null;
}

/** Things of substance: asked for of something (产品呢), but what a topic ends with is itself what is spoken of. */
export const substantives = set(
  `市场 产品 客户 业务 系统 版本 屏幕 电池 芯片 处理器 发动机 动力 专业 奖项 方案 计划 政策 规定 措施 举措 办法 方法 项目 主题 口号 标准 品类 配置 颜色 车型 内容 补贴 补助 奖励 外资 订单 存款 贷款 贷款额`,
);

/** Asked as a list. */
export const pluralAttributes = set(
  `措施 举措 办法 方法 做法 步骤 条件 要求 特点 亮点 优势 优点 缺点 不足 问题 影响 好处 坏处 品类 产品 客户 困难 建议 变化 优惠 类型 种类 经验 教训 风险 难点 奖项 配置 症状 成分 颜色 主演`,
);

/** These say how a figure moved or what part it is: they are of the figure and do not take its place. */
export const derivedAttributes = set(
  `增幅 增速 增长率 增长 涨幅 降幅 跌幅 占比 比例 比重 份额 原因 目标 口径 来源 变化 平均值 均值 平均水平`,
);

/** Of the things counted, not of who has them: 面积 after 有多少个海外仓. */
export const physicalAttributes = set(
  `价值 总价值 产量 年产量 总产量 年产值 总重量 总长度 造价 面积 总面积 占地面积 单价 均价 价格 长度 高度 重量 名称 名字 用途 租金 月租金 增幅 增速 货值 金额 总额`,
);

/** Those who take part in something: alone in a question they are of what was spoken of. */
export const roles = set(
  `飞行员 司机 学员 参赛者 员工 职工 村民 家属 死者 伤者 嫌疑人 游客 乘客 旅客 工人 选手 球员 演员 观众 用户 消费者 居民 店员 船员 机组 买家 卖家 商家 厂家 开发商 投资者 股东 患者
   被执行人 执行人 申请人 原告 被告 采购商 参展商 经销商 供应商 志愿者 获奖者 受害者 受害人 当事人 业主 租户 会员 网友 警方 官方 校方 院方 厂方 商户 企业 家长 学生 老师 医生`,
);

/** Before an attribute and of it: 平均降雨量, 归母净利润, 规上工业总产值. */
export const attributeModifiers = set(
  `平均 年均 人均 日均 规划 总 净 单次 年度 季度 月度 标准 最高 最低 最大 最小 每公斤 每平方米 每年 每天 单日 全部 累计 合计 涉案 同比 环比 首期 占 总计 年 月 归母 扣非 主营 规上 限上
   归属于上市公司股东的 实际 名义 预计 计划 建筑 市场 经济 监督 抽检 副 首任 现任 前任 常务 第一 总体 整体 本 新`,
);

/** Nouns so general that they are no topic of their own. */
export const generalNouns = set(
  `企业 公司 人 人员 家 国家 地区 城市 地方 钱 时候 时间 东西 事 事情 消息 数字 数据 情况 部分 方面 天 年 月 日 小时 分钟 块 个 名 条 次 件 成 岁 号 点 倍 种 元
     欧元 美元 港元 日元 台币 公斤 吨 平方米 公里 亿元 万元 面 话 意思 样子 说法 人家 大家 结果 回答 答案 文章 报道 新闻 全部 其他 细节 例子 具体 首批 首期 首次 第一批
     第二批 首 第一 单日 单次 单笔 每年 每天 每月 每周 每次 每票 每人 每家 女性 男性 一年 一天 全年 当天 当时 后来 同期 期间 之前 之后 以前 以后 现在 目前 如今 原来 最初 最后 平均
     最多 最少 至少 最快 最高 最低 主要 实际 打算 级 座 位 项 款 货 车 事件 案件 活动 项目 整体 总体 一共 人家 年内 月内 今后 未来 将来 事故 打工 关系`,
);

/** Words of which one stands where another stood. */
const sisterClasses: readonly (readonly string[])[] = [
  `坐火车 坐飞机 坐船 空运 海运 铁路 陆运 水运 专列 电商专列 班列 快船 卡车 公路 汽车 飞机 火车 高铁 地铁 直邮 邮寄 快递`,
  `进出口 出口 进口`,
  `线上 线下`,
  `国内 国外 海外 境内 境外`,
  `城镇 农村 城里 乡下 城市 乡村`,
  `男性 女性 男生 女生 男 女 男子 女子`,
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
  `公立 私立 公办 民办`,
  `小学 初中 高中 大学`,
  `冠军 亚军 季军`,
  `早上 上午 中午 下午 晚上 夜间 白天`,
  `成人 儿童 老人 学生`,
].map(list);

/** Nouns that a demonstrative points with, by what they can point at. */
export const pointedKinds = {
  organisation: set(
    `公司 企业 集团 机构 学校 学院 大学 银行 单位 部门 厂 工厂 店 商店 商家 平台 协会 医院 法院 海关 报社 媒体 品牌 团队 组织 政府 基金 球队 俱乐部 乐队 出版社 酒店 餐厅 景区 园区`,
  ),
  place: set(`地方 城市 国家 地区 市 省 县 区 镇 村 州 国 岛 城 港口 机场 小镇 车站 岛屿 地`),
  person: set(
    `人 先生 女士 作家 诗人 导演 演员 歌手 老板 厂长 店主 总经理 经理 负责人 专家 学者 教授 官员 记者 球员 选手 皇帝 国王 总统 将军 科学家 画家 老师 师傅 作者 君主 政治家 男子 女子
     司机 嫌疑人 乘客 卖家 商人 主播 读者 村民 工程师 律师 民警 警察 警官 院士 博士 大学生 学生 医生 患者 病人 少年 老人 孩子 网友 市民 明星 运动员 外长 总理 部长 首相 主席`,
  ),
} as const;

/** Verbs that only join subject and question word. */
export const lightVerbs = set(
  `是 有 占 达 达到 为 叫 要 能 会 可以 可 需 需要 应该 该 想 打算 花 做 说 算 让 在 到 成 给 被 把 从 对 向 用 去 来 共有 共 约`,
);

const classOf = new Map(
  sisterClasses.flatMap((members) => members.map((member) => [member, members] as const)),
);

/** The words of which this is one; null for most. */
export function sisterClass(word: string): readonly string[] | null {
  return classOf.get(word) ?? null;
}

/**
 * What tells a name from a common word, simplified: the dictionary's tags are wrong too often to be taken alone
 * (上市 a place, 智慧 a person, 乌克兰 a person). Closed classes of the language and of geography, nothing of any archive.
 */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);
const set = (words: string): ReadonlySet<string> => new Set(list(words));

/** Heads of the names of institutions: 帕瓦|股份, 岳阳|射击|俱乐部, 临空|产业园. */
export const institutionHeads = set(
  `公司 集团 股份 控股 科技 鞋业 文具 照明 咨询 货运 国际 银行 农商行 证券 保险 基金 学院 大学 学校 中学 小学 幼儿园 海关 法院 检察院 法庭 协会 商会
   学会 联合会 委员会 管委会 居委会 村委会 医院 诊所 基金会 研究院 研究所 实验室 工作室 电视台 电台 报社 杂志社 出版社 俱乐部 商务局 公安局 统计局 气象局
   教育局 税务局 监管局 管理局 商务厅 教育厅 科技厅 财政厅 气象台 天文台 交易所 事务所 中心 产业园 产业园区 科技园 工业园 物流园 园区 产业基地 博物馆 图书馆
   美术馆 体育馆 剧院 影城 酒店 商场 工厂 窑 网 报 周刊 部 局 厅 厂 店 首店 乐园 动物园 植物园 公园 景区 合作社 农场 牧场 球队 乐队 车站 站`,
);

/** Heads of the names of places: 青屿|市, 海河|流域, 临港|新片区. */
export const placeHeads = set(
  `自治区 自治州 自治县 综合保税区 保税区 综保区 特别行政区 自贸区 自贸试验区 自由贸易试验区 试验区 开发区 高新区 经开区 新区 新片区 片区 示范区 合作区
   综试区 机场 国际机场 港口 流域 河系 水系 半岛 群岛 大区 街道 社区 小区 省 市 县 区 镇 乡 村 州 国 岛 港 湾 山 河 湖 江`,
);

/** Ends by which an unknown word is a place or an institution. */
export const PLACE_END = /(?:省|市|县|区|镇|乡|村|州|国|岛|港|湾|山|河|湖|河系|流域|机场)$/u;
export const INSTITUTION_END =
  /(?:公司|集团|股份|银行|学院|大学|中学|小学|医院|法院|协会|基金会|研究院|研究所|出版社|俱乐部|局|厅|厂|网|报|社)$/u;

/** The commonest family names, of one character and of two. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤傅常康施牛洪乔柯岳庄祝阮温宁齐葛樊殷裴关蓝麦冼舒童颜倪梅';
export const SURNAME = new RegExp(`^(?:[${surnames}]|欧阳|司马|上官|诸葛|司徒|慕容|令狐|皇甫)`, 'u');

/** Places that the dictionary has as plain nouns or not at all. */
const blocs = list(
  `欧盟 东盟 全国 全省 全市 全县 全区 我国 全球 世界 全世界 中东 拉美 东南亚 欧美 北美 南美 中亚 西欧 东欧 北欧 南亚 东亚 西亚 港澳 沙特 阿联酋 印尼 香港
   澳门 海湾国家 非洲 欧洲 亚洲 美洲 大洋洲 拉丁美洲 北美洲 南美洲 合肥 义乌 烟台 大连 莫斯科 石家庄 张家界 吉隆坡 柏林 桂林 嘉兴`,
);

/** Countries and territories by their Chinese names, from the tables of Unicode that come with the runtime. */
function countries(): string[] {
  const names = new Intl.DisplayNames(['zh-Hans'], { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return letters.flatMap((first) =>
    letters.flatMap((second) => {
      const name = names.of(first + second);
      return name !== undefined && /^\p{Script=Han}{2,8}$/u.test(name) ? [name] : [];
    }),
  );
}

let places: ReadonlySet<string> | undefined;

/** Whether the word is a country or a well-known region, whatever the dictionary says. */
export function isKnownPlace(word: string): boolean {
  places ??= new Set([...blocs, ...countries()]);
  return places.has(word);
}

/** Nouns that the dictionary, or a guess at an unknown word, takes for names. */
export const notNames = set(
  `海关 城市 河川 网购 起薪 头程 三本 卖货 单量 设仓 退运 面单 不上 店开 仓 货要 能替 各是 双鞋 网店 修不起 才能 高峰 一共有 具体 还会 那会 进仓
   直播 单日 单票 单次 老板 阿姨 先生 女士 小姐 家长 成长 高中 文化 金融 明确 安全 和平 胜利 平安 双方 台风 湾区 智慧 续航 太久 师傅 老公 师范 康复 温泉
   白领 高薪 高三 高僧 高明 高潮 黄金周 石英 田园 田野 万元 万亿 于是 关怀 宁可 常德 施舍 武功 武林 洪水 白糖 白酒 金黄 金属 金价 金额 马匹 马路 马上 石油 石头 方案
   方式 方便 方向 方面 白天 关键 关系 关税 任务 任何 任期 于今 于此 常年 常见 常规 何时 何地 康养 温度 温差 严重 严格 严禁 万人 万户 齐全 齐备 长江流域 外国 太阳 海洋
   城镇 湖泊 山区 庆典 深度 长度 高度 商城 英雄 广义 福利 日志 冰川 平原 高原 山脉 海峡 大街 大桥 河口 古城 都城 首都 山峰 山坡 江湖 王国 共和国 大国 新城 海湾 南路 中路
   东西 南北 朝廷 爱国 青春 保姆 豪杰 纳米 摩托 荷尔蒙 诺贝尔 新奇 令人 多谢 外贸 三农 净利 总部 首店 首发 增势 上架 下架
   国际化 中西部 音乐会 中医药 交易会 社会科学 统计学 国际航空 联合体 音乐厅 中人 国际`,
);

/** Verbs and adjectives that the dictionary takes for places or persons. */
export const notNamesButVerbs = set(
  `上市 回国 上马 中断 建国 开国 关联 普及 新建 长大 上山 登基 崇拜 崇尚 勒索 默契 入世 在世 换人 托人 拜托 多达 封锁 冷笑 修正 比武 寻思 荣获 杜绝 晋升 祝贺 谢谢
   谢恩 扩建 布满 呼唤 陈列 陈设 张贴 张开 张口 查明 许可 弘扬 周转 周旋 原谅 容纳 安抚 养老 通达 过敏 加薪 练功 高耸 高悬 满怀 美丽 新鲜 威武 古老 宝贵 安静 朴素 宁静
   蓬勃 麻木 胡闹 明白 光荣 公正 齐声 英勇 辛勤 卓越 凌厉 华丽 太平`,
);

/** Names that the dictionary cuts apart. */
export const unsplitNames: readonly string[] = list(
  `拼多多 抖音 快手 小红书 字节跳动 宁德时代 阿里巴巴 国际站 美图 携程 比亚迪 速卖通 淘宝 微信 支付宝 希音 一带一路 粤港澳大湾区 长三角 珠三角 京津冀`,
);

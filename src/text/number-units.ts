/**
 * The words after a figure: measure words, currencies, physical units. A unit is kept as written except for the
 * spellings below, which mean the same; only pure powers of ten of one unit are converted (see `baseUnit`).
 */

/** Spellings (simplified, half-width, lower-case) → the unit's name. */
const aliases: readonly (readonly [unit: string, spellings: string])[] = [
  ['%', '% ﹪'],
  ['‰', '‰'],
  ['个百分点', '个百分点 百分点 个pct pct'],
  ['元', '元 圆 块钱 元人民币 人民币 人民币元 rmb cny'],
  ['美元', '美元 美金 usd'],
  ['欧元', '欧元 eur'],
  ['英镑', '英镑 gbp'],
  ['日元', '日元 日圆 jpy'],
  ['港元', '港元 港币 hkd'],
  ['新台币', '新台币 台币 元新台币 元台币 twd'],
  ['teu', 'teu 标箱 个标箱 标准箱 个标准箱 国际标准箱'],
  ['平方米', '平方米 平方公尺 平米 ㎡ m2'],
  ['平方公里', '平方公里 平方千米 km2'],
  ['立方米', '立方米 m3'],
  ['℃', '℃ °c 摄氏度'],
  ['小时', '小时 个小时 钟头 个钟头'],
  ['分钟', '分钟'],
  ['个季度', '个季度'],
  ['周', '周 个星期 星期 个礼拜'],
  ['世纪', '世纪 个世纪'],
  ['工作日', '工作日 个工作日'],
  ['交易日', '交易日 个交易日'],
  ['公里', '公里 千米 km ㎞'],
  ['米', '米 公尺 m'],
  ['厘米', '厘米 公分 cm ㎝'],
  ['毫米', '毫米 公厘 mm ㎜'],
  ['公斤', '公斤 千克 kg ㎏'],
  ['升', '升 公升'],
  ['毫升', '毫升 ml'],
  ['千瓦', '千瓦 kw'],
  ['兆瓦', '兆瓦 mw'],
  ['吉瓦', '吉瓦 gw'],
  ['千瓦时', '千瓦时 kwh'],
  ['兆瓦时', '兆瓦时 mwh'],
  ['吉瓦时', '吉瓦时 gwh'],
];

/** Units that are their own name. */
const plainUnits = `
  家 个 名 人 位 项 件 条 只 台 辆 艘 架 座 栋 幢 套 间 所 处 次 场 届 轮 批 种 类 款 份 笔 单 户 人次 辆次 架次 航次 班次 台套
  亩 公顷 英亩 坪 英里 海里 英尺 英寸 里 吨 万吨级 克 毫克 斤 磅 盎司 桶 瓶 箱 包 袋 盒 册 本 篇 部 集 首 张 幅 页 字 句 段 卷 章 节
  天 日 年 月 个月 秒 岁 周岁 周年 年代 季度 年级 倍 折 番 度 级 层 楼 号 号线 期 股 手 点 分 票 班 列 趟 头 匹 株 棵 粒 颗 枚 门 支 队 组
  对 双 口 村 县 市 省 国 国家 镇 乡 区 部门 强 星 瓦 瓦时 千卡 卡 赫兹 伏 像素 卢布 卢比 韩元 法郎 澳元 加元 泰铢 新元 比特币 马力
  代 大 类别 品类 维 环 域 圈 道 根 块儿 片 滴 把 杯 顿 餐 封 起 宗 例 步 遍 回 声 卷 尊 匹 桩 扇 站 块 世 战 胜 负 球 局 盘 轮次 字节`
  .trim()
  .split(/\s+/);

/** Latin units that may stand apart from the figure (`8 GWh`); others only directly behind it (`5G`, `3D`). */
const spacedLatin = new Set(
  'teu gwh mwh kwh kw mw gw km kg cm mm ml m kb mb gb tb pb hz mhz ghz rmb cny usd eur gbp jpy hkd twd mah nm kpa mpa'.split(
    ' ',
  ),
);

/** Symbols and codes before a figure (lower-case). `¥` is read as yuan. */
export const currencyPrefixes: ReadonlyMap<string, string> = new Map([
  ['us$', '美元'],
  ['hk$', '港元'],
  ['nt$', '新台币'],
  ['$', '美元'],
  ['¥', '元'],
  ['￥', '元'],
  ['€', '欧元'],
  ['£', '英镑'],
  ['rmb', '元'],
  ['cny', '元'],
  ['usd', '美元'],
  ['us', '美元'],
  ['eur', '欧元'],
  ['hkd', '港元'],
  ['hk', '港元'],
  ['nt', '新台币'],
  ['gbp', '英镑'],
  ['jpy', '日元'],
]);

const currencies = new Set(
  '元 美元 欧元 英镑 日元 港元 新台币 卢布 卢比 韩元 法郎 澳元 加元 泰铢 新元'.split(' '),
);

/** Units of one another by a power of ten: only where nobody could mean anything else. */
const baseUnits: ReadonlyMap<string, readonly [unit: string, power: number]> = new Map([
  ['公里', ['米', 3]],
  ['厘米', ['米', -2]],
  ['毫米', ['米', -3]],
  ['公斤', ['克', 3]],
  ['毫克', ['克', -3]],
  ['毫升', ['升', -3]],
  ['千瓦', ['瓦', 3]],
  ['兆瓦', ['瓦', 6]],
  ['吉瓦', ['瓦', 9]],
  ['千瓦时', ['瓦时', 3]],
  ['兆瓦时', ['瓦时', 6]],
  ['吉瓦时', ['瓦时', 9]],
  ['千卡', ['卡', 3]],
  ['平方公里', ['平方米', 6]],
  ['公顷', ['平方米', 4]],
]);

/** Words that begin like a unit and are none: the figure before them has no unit. */
const notUnits = new Set([
  ...'部分 方面 人民 人们 个体 个人 个性 家庭 家长 名单 名字 点评 分别 分公司 大型 大众 大家 大幅 国内 国际 区域 区块 市场 市值 县城'.split(
    ' ',
  ),
  ...'年轻 日本 日常 日前 月球 级别 期间 期货 次日 次年 条件 条例 项目 类似 类型 件事 股份 股东 股票 字体 手机 手续 单位 单独 所有 所以 处理'.split(
    ' ',
  ),
  ...'处于 处在 位于 位列 位居 起来 回应 回到 回复 回报 步入 例如 站在 战略 负责 球员 球队 局面 世界 代表 代理 代码 把握 道路 根据 片区 门店'.split(
    ' ',
  ),
  ...'队员 组织 对于 对外 口岸 口碑 集团 集中 集体 集装 本次 本地 本土 本身 包括 包含 包裹 场景 场地 套餐 台湾 张家 首先 首次 首批 章程 节目'.split(
    ' ',
  ),
  ...'节日 段时间 里程 里面 两岸 两会 升级 升至 升值 环境 环节 环保 环比 域名 圈层 维护 维持 星级 星期 号召 号称 层面 层级 度假 头部 支持 支付'.split(
    ' ',
  ),
  ...'列入 列车 班级 餐饮 声音 声明 起步 起诉 遍布 卷入 双1 双十 双方 双向 双边 米饭 克服 瓶颈 箱包 盘活 局部 胜利 村民 镇江 乡村 省份 户外 亩产 桶装 楼市 楼盘 倍增'.split(
    ' ',
  ),
]);

const table = buildTable();

/** Unit names by their first character, longest spelling first. */
function buildTable(): Map<string, (readonly [spelling: string, unit: string])[]> {
  const spellings = new Map<string, string>(plainUnits.map((unit) => [unit, unit]));
  for (const [unit, names] of aliases) for (const name of names.split(' ')) spellings.set(name, unit);
  const byFirst = new Map<string, (readonly [string, string])[]>();
  for (const [spelling, unit] of spellings) {
    const first = spelling.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), [spelling, unit]]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length);
  return byFirst;
}

export interface UnitMatch {
  readonly unit: string;
  readonly end: number;
}

/**
 * The unit that begins at `at` of a narrowed text (after at most one space), or null. A run of Latin letters
 * directly behind a figure is a unit of its own (`5G` → `g`); one that goes on in digits is a name, not a unit.
 */
export function matchUnit(text: string, at: number): UnitMatch | null {
  const spaced = text[at] === ' ' || text[at] === '\u00a0';
  const start = spaced ? at + 1 : at;
  const first = text.charAt(start);
  if (isLatin(text.charCodeAt(start))) return latinUnit(text, start, spaced);
  for (const [spelling, unit] of table.get(first) ?? []) {
    if (!text.startsWith(spelling, start)) continue;
    const end = start + spelling.length;
    if (
      spelling.length === 1 &&
      (notUnits.has(text.slice(start, start + 2)) || notUnits.has(text.slice(start, start + 3)))
    ) {
      return null;
    }
    return { unit, end };
  }
  return null;
}

function latinUnit(text: string, start: number, spaced: boolean): UnitMatch | null {
  let end = start;
  while (end < text.length && end - start <= 12 && isLatin(text.charCodeAt(end))) end++;
  if (end - start > 12) return null;
  let name = text.slice(start, end);
  // 10万https://…: letters behind 万 are a unit only if it is a known one.
  const apart = spaced || !isDigit(text.charCodeAt(start - 1));
  const power = text.charAt(end);
  if (/^[ck]?m$/.test(name) && /[23²³]/.test(power) && !isDigit(text.charCodeAt(end + 1))) {
    name += power === '²' ? '2' : power === '³' ? '3' : power;
    end++;
  } else if (isDigit(text.charCodeAt(end)) || (apart && !spacedLatin.has(name))) return null;
  const known = table.get(name.charAt(0))?.find(([spelling]) => spelling === name);
  return { unit: known?.[1] ?? name, end };
}

/** The unit that quantities are compared in, and the power of ten to it. */
export function baseUnit(unit: string): readonly [unit: string, power: number] {
  return baseUnits.get(unit) ?? [unit, 0];
}

export function isCurrency(unit: string): boolean {
  return currencies.has(unit);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** ASCII letters of a narrowed text, which is lower-case. */
export function isLatin(code: number): boolean {
  return code >= 97 && code <= 122;
}

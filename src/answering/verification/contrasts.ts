/**
 * Characters that make opposites or rivals of words that are alike otherwise: 增持 and 减持, 全国 and 全省, 客机 and
 * 货机. The members of a line exclude one another.
 */
const lines = `
增减 升降 涨跌 进出 入出 买卖 购销 内外 上下 前后 左右 东西南北 男女 公私 正负 盈亏 赚赔 多少 高低 大小 长短 快慢 早晚 早迟 新旧
开关 首末 始终 生死 胜负 胜败 成败 客货 主客 农工 城乡 供需 松紧 强弱 冷热 宽窄 老幼 单双 甲乙丙丁 有无 利弊 得失 收支 收付 借还 存取
海陆空 春夏秋冬 中美日韩俄英法德 沪深京港 同环 顺逆 优劣 起止 加减 扩缩 国省市县区镇乡村 年月周日季 爱恨 真假 攻守 奖罚 贫富
先后 远近 轻重 厚薄 深浅 动静 父母 兄弟姐妹 子女 师生 医患 硬软 干湿 明暗 虚实 官民 军民 原被 检辩 左右中 金银铜铁 红黄蓝绿白黑
`;

const groupsOf = new Map<string, Set<number>>();
for (const [index, line] of lines.trim().split(/\s+/).entries()) {
  for (const character of line)
    groupsOf.set(character, (groupsOf.get(character) ?? new Set<number>()).add(index));
}

/** Whether two words differ in one character, and that one excludes the other. Lengths up to 4. */
export function contrast(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < 2 || one.length > 4) return false;
  let differing = -1;
  for (let at = 0; at < one.length; at++) {
    if (one.charAt(at) === other.charAt(at)) continue;
    if (differing >= 0) return false;
    differing = at;
  }
  if (differing < 0) return false;
  return excludes(one.charAt(differing), other.charAt(differing));
}

/** Whether two characters exclude one another. */
export function excludes(one: string, other: string): boolean {
  const groups = groupsOf.get(one);
  const against = groupsOf.get(other);
  if (one === other || !groups || !against) return false;
  for (const group of groups) if (against.has(group)) return true;
  return false;
}

/** Returns a number from 0 to before 1, the next of its sequence. */
export type Random = () => number;

/** Returns a sequence of random numbers (mulberry32): the same for the same seeds. */
export function randomNumbers(...seeds: readonly number[]): Random {
  let state = 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (const seed of seeds) state = Math.floor(next() * 2 ** 32) ^ seed;
  return next;
}

/** Returns a whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** Returns one of `items`. */
export function oneOf<Item>(random: Random, items: ArrayLike<Item>): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from");
  return item;
}

/** Returns a function that returns the position of one of `weights`, each as often as its weight says (alias method). */
export function weighted(weights: readonly number[]): (random: Random) => number {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const shares = weights.map((weight) => weight / mean);
  const others = weights.map((_, index) => index);
  const [small, large]: [number[], number[]] = [[], []];
  for (const [index, share] of shares.entries()) (share < 1 ? small : large).push(index);
  for (let [less, more] = [small.pop(), large.at(-1)]; less !== undefined && more !== undefined; ) {
    others[less] = more;
    const rest = (shares[more] ?? 0) + (shares[less] ?? 0) - 1;
    shares[more] = rest;
    if (rest < 1) {
      large.pop();
      small.push(more);
    }
    [less, more] = [small.pop(), large.at(-1)];
  }
  return (random) => {
    const at = random() * weights.length;
    const index = Math.floor(at);
    return at - index < (shares[index] ?? 0) ? index : (others[index] ?? index);
  };
}

/** Returns the weights of `count` names or words of which few are frequent and most are rare (Zipf–Mandelbrot). */
export function longTail(count: number, offset: number): readonly number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + offset));
}

/** Words of one character that stand between others, the most frequent first. */
const PARTICLES = Array.from(
  "的在了和是一为有中对上将不等与从到也人以年更要让个就都这被着把并而其各可该又已向由于",
);

/** Words that newspapers have in every column. */
export const COMMON_WORDS =
  "工作 发展 建设 企业 社会 国家 职工 工会 经济 服务 全国 问题 中国 进行 生产 管理 技术 人员 表示 活动 我们 通过 记者 劳动 教育 文化 安全 改革 单位 市场 创新 部门 要求 地区 组织 提高 城市 农村 加强 实现 开展 项目 工程 公司 推动 重要 方面 制度 保障 政策 关系 目前 时间 自己 学习 群众 干部 精神 培训 主要 研究 工人 能力 以及 需要 健康 生活 参加 重点 情况 会议 基础 促进 合作 水平 他们 资源 标准 投资 产业 环境 历史 没有 认为 影响 举行 完成 提供 责任 就业 机制 措施 人才 作用 国际 领导 环节 收入 合同 工资 医疗 养老 住房 交通 生态 绿色 开放 交流 经验 原则 目标 任务 体系 质量 落实 坚持 贯彻 调查 数据 报告 指出 强调 希望 因此 但是 如果 虽然 不仅 而且 对于 关于 根据 按照 法律 调解 协商 权益 福利 栏目 编辑 作者 读者 理论 文章 工厂 车间 班组 师傅 徒弟 技能 竞赛 模范 工匠 传承 征程 建功 立业 团结 动员 广大 全面 新时代 高质量 现代化 党组织 负责人 劳动者 农民工 合作社 生产线 可持续 互联网 志愿者 实事求是 与时俱进 因地制宜 众志成城".split(
    " ",
  );

/** Words of other scripts, and numbers with what they count. */
const FOREIGN_WORDS =
  "GDP AI 5G App CPU COVID-19 WTO G20 ISO9001 GB/T Internet Plus LED PM2.5 ETF IPO 3D VR KPI NASA Wi-Fi e-mail OpenAI Python Linux Excel Tesla Boeing Nature Science London Paris New-York".split(
    " ",
  );

/** Characters by their frequency in modern texts, the most frequent first; the others of level 1 of GB 2312 follow them. */
const FREQUENT_CHARACTERS =
  "国大工作发会生业时地年人民主动成部分经力理方全产进行日同高公体社家面建学定法制政务市场安化性教位重技员实天机关加新本长设企组资质保通管济平系长计划心活思量展点水平设提提目文提集团领导党代表长期电路程事件见种间形式题决情况意外前后内里相特别知识基础结构果多少小区第次条起开利用交流农村城镇乡道德身世界科正名明物接解放手合并任何消费者品价格金融银信息网络数据统计增长投入收支出口贸易商店店铺车辆铁路航空运输军队战士兵器官司警察院校老师徒弟父母儿女男孩童青年老年医疗药品病患护士食堂住房屋楼层街道路口桥梁河流湖海洋山川森林草木花鸟鱼虫风雨雪霜春夏秋冬早晚今昨明后东西南北左右上下中央先进步伐取得达到完善推广深入扎实切落做好认真总书记强调指示批复审查监督检验收获奖励罚款责任务必须严格规范准确保障权益维护支持帮助解困难题答复杂志报纸刊物版权著述写作诗歌曲艺术演戏剧影视听说读看见闻讯";

/** How many words there are besides the common ones. */
const RARE_WORDS = 40_000;

/** How many words of its own a text has. */
const TOPIC_WORDS = 45;
/** How many words a subject has that texts about it choose from. */
const SUBJECT_WORDS = 200;

const rareWords = createRareWords();
const chooseRare = weighted(longTail(RARE_WORDS, 60));
const chooseCommon = weighted(longTail(COMMON_WORDS.length, 12));
const chooseParticle = weighted(longTail(PARTICLES.length, 1));
const chooseOwn = weighted(longTail(TOPIC_WORDS, 8));

/** What a text is about: words that it repeats. */
export interface Topic {
  readonly words: readonly string[];
}

/** Returns what an article about one of the subjects with number `subject` is about. */
export function articleTopic(random: Random, subject: number): Topic {
  const words = subjectWords(subject);
  return {
    words: Array.from({ length: TOPIC_WORDS }, (_, index) => {
      if (index % 3 === 0) return commonWord(random);
      return index % 3 === 1 ? oneOf(random, words) : rareWord(random);
    }),
  };
}

const wordsOfSubjects = new Map<number, readonly string[]>();

function subjectWords(subject: number): readonly string[] {
  const known = wordsOfSubjects.get(subject);
  if (known) return known;
  const random = randomNumbers(3, subject);
  const words = Array.from({ length: SUBJECT_WORDS }, () => rareWord(random));
  wordsOfSubjects.set(subject, words);
  return words;
}

/** Returns a word of two to four characters, seldom the same. */
export function rareWord(random: Random): string {
  return rareWords[chooseRare(random)] ?? "";
}

function commonWord(random: Random): string {
  return COMMON_WORDS[chooseCommon(random)] ?? "";
}

/** Returns about `length` characters without punctuation, at least one word. */
export function phrase(random: Random, topic: Topic, length: number): string {
  let text = "";
  for (let isParticleNext = false; text.length < length || !isParticleNext; ) {
    const kind = random();
    if (isParticleNext && kind < 0.42) text += PARTICLES[chooseParticle(random)];
    else if (kind < 0.6) text += topic.words[chooseOwn(random)];
    else if (kind < 0.77) text += commonWord(random);
    else if (kind < 0.975) text += rareWord(random);
    else text += numberOrForeignWord(random);
    isParticleNext = !(isParticleNext && kind < 0.42);
  }
  return text;
}

function numberOrForeignWord(random: Random): string {
  const kind = random();
  if (kind < 0.3) return oneOf(random, FOREIGN_WORDS);
  if (kind < 0.5) return `${between(random, 1990, 2026)}年`;
  if (kind < 0.65) return `${between(random, 1, 12)}月${between(random, 1, 28)}日`;
  if (kind < 0.8) return `${(random() * 100).toFixed(1)}%`;
  return `${between(random, 2, 9_999)}${oneOf(random, ["名", "个", "家", "万元", "多人", "公里", "亿元", "次"])}`;
}

/** Returns sentences of about `length` characters together, at least one. */
export function sentences(random: Random, topic: Topic, length: number): string {
  let text = "";
  do {
    const clauses = Array.from({ length: between(random, 1, 4) }, () => clause(random, topic));
    text += `${clauses.join("，")}${random() < 0.03 ? "！" : random() < 0.03 ? "？" : "。"}`;
  } while (text.length < length);
  return text;
}

function clause(random: Random, topic: Topic): string {
  const kind = random();
  const text = phrase(random, topic, between(random, 4, 16));
  if (kind < 0.04) return `“${text}”${phrase(random, topic, 4)}`;
  if (kind < 0.06) return `《${text}》${phrase(random, topic, 4)}`;
  return kind < 0.12 ? `${text}、${phrase(random, topic, 3)}` : text;
}

/** Returns words as a dictionary has them: of the characters by their frequency, four out of five of two characters. */
function createRareWords(): readonly string[] {
  const random = randomNumbers(1);
  const characters = charactersByFrequency();
  const choose = weighted(characters.map((_, rank) => (rank + 20) ** -0.5 * Math.exp(-rank / 1_100)));
  const words = new Set<string>(COMMON_WORDS);
  while (words.size < COMMON_WORDS.length + RARE_WORDS) {
    const kind = random();
    const length = kind < 0.8 ? 2 : kind < 0.9 ? 3 : 4;
    words.add(Array.from({ length }, () => characters[choose(random)]).join(""));
  }
  return [...words].slice(COMMON_WORDS.length);
}

function charactersByFrequency(): readonly string[] {
  const level1: string[] = [];
  const decoder = new TextDecoder("gb18030");
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++)
      level1.push(decoder.decode(new Uint8Array([row, cell])));
  const random = randomNumbers(2);
  const others = level1
    .map((character) => ({ character, order: random() }))
    .sort((a, b) => a.order - b.order);
  return [...new Set([...FREQUENT_CHARACTERS, ...others.map(({ character }) => character)])];
}

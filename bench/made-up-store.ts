import type { ArticleRecord, StoreDocument } from "../src/store/json-file/store-document.ts";

/** What the articles are made of. */
export const WORDS =
  "组织 动员 广大 职工 全面 建设 社会 国家 征程 建功 立业 学习 理论 文章 栏目 编辑 记者 来源 时间 城市 农村 工厂 车间 技术 创新 劳动 模范 精神 工匠 传承 文化 教育 培训 安全 生产 质量 管理 服务 保障 权益 法律 调解 协商 合同 工资 福利 健康 医疗 养老 住房 交通 环境 生态 绿色 发展 改革 开放 合作 交流 国际 历史 经验 总结 问题 方法 原则 目标 任务 责任 制度 机制 体系 能力 水平 提高 加强 推动 促进 实现 坚持 贯彻 落实 研究 分析 调查 数据 报告 会议 讲话 指出 强调 认为 表示 要求 希望 我们 他们 以及 因此 但是 如果 虽然 不仅 而且 通过 对于 关于 根据 按照".split(
    " ",
  );
const STEP_MS = 4 * 3_600_000;
const FIRST = Date.parse("2020-01-01T00:00:00Z");

/** Returns a store of `count` made-up articles of about 2,500 characters each, no two alike, in three columns. */
export function madeUpStore(count: number): StoreDocument {
  const articles = Array.from({ length: count }, (_, index) => madeUpArticle(index));
  return {
    updated: new Date(FIRST + count * STEP_MS).toISOString(),
    site: {
      title: "人造报",
      description: "量时间用的人造报",
      language: "zh-CN",
      url: "https://made-up.example/",
      publisher: { name: "人造报社" },
      authority: "made-up.example,2020",
      timeZone: "Asia/Shanghai",
    },
    columns: [0, 1, 2].map((index) => ({ slug: `column-${index}`, title: `人造栏目${index}` })),
    articles,
  };
}

function madeUpArticle(index: number): ArticleRecord {
  const random = randomNumbers(index + 1);
  const instant = new Date(FIRST + index * STEP_MS).toISOString();
  const blocks: string[] = [];
  for (let length = 0; length < 2_400; ) {
    const text = sentences(random, 2 + random(4));
    const kind = random(12);
    if (kind === 0) blocks.push(`<h3>${words(random, 4)}</h3>`);
    if (kind === 1) blocks.push(`<blockquote><p>${sentences(random, 1)}</p></blockquote>`);
    if (kind === 2)
      blocks.push(`<p><img src="https://made-up.example/${index}-${length}.jpg" alt="图" /></p>`);
    const linked =
      kind === 3 ? `<a href="https://made-up.example/${index}?a=1&amp;b=2">${words(random, 2)}</a>` : "";
    blocks.push(`<p>${kind > 8 ? `<strong>${words(random, 3)}</strong>` : ""}${text}${linked}</p>`);
    length += text.length;
  }
  return {
    id: `made-up-${index}`,
    title: `${words(random, 5)}之${index}`,
    column: `column-${index % 3}`,
    authors: [{ name: `作者${index % 50}` }],
    ...(random(3) === 0 && { source: { name: "人造报" }, url: `https://made-up.example/${index}.html` }),
    published: instant,
    updated: instant,
    ...(random(2) === 0 && { summary: sentences(random, 2) }),
    content: blocks.join("\n"),
    tags: [`标签${index % 20}`],
  };
}

function sentences(random: (below: number) => number, count: number): string {
  return Array.from({ length: count }, () => {
    const clauses = Array.from({ length: 1 + random(3) }, () => words(random, 3 + random(5)));
    return `${clauses.join(random(4) === 0 ? "," : "，")}。`;
  }).join("");
}

function words(random: (below: number) => number, count: number): string {
  return Array.from({ length: count }, () => WORDS[random(WORDS.length)]).join("");
}

/** Returns a generator of whole numbers (mulberry32), the same for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

import type { Person } from "../domain/article.ts";

/** Names that stand for nobody: accounts, roles without a name, and words for an unknown author. */
const PLACEHOLDERS = new Set(
  [
    "admin administrator sysadmin superadmin root webmaster system guest user test tester demo default",
    "author editor unknown unknownauthor anonymous anon nobody none null undefined n/a noauthor noreply",
    "管理员 系统管理员 网站管理员 超级管理员 管理員 系統管理員 網站管理員 超級管理員 系统 系統 站长 站長",
    "编辑 责任编辑 网站编辑 网络编辑 本站编辑 本网编辑 小编 本站小编 編輯 責任編輯 網站編輯 網路編輯 小編",
    "本站 本站原创 本站原創 本网 本網 原创 原創 转载 轉載 网络 网络转载 来自网络 来源网络 互联网 網絡 網路 網路轉載 互聯網",
    "佚名 未知 未知作者 不详 不詳 无 無 暂无 暫無 未署名 匿名 匿名用户 匿名用戶 匿名者 游客 遊客 访客 訪客 网友 網友 用户 用戶 作者 测试 測試 默认",
    "记者 本报记者 本网记者 通讯员 記者 本報記者 本網記者 通訊員",
  ].flatMap((line) => line.split(" ")),
);

/** Returns `people` without those whose name stands for nobody, such as `admin`, 佚名 and 小编. */
export function realPeople(people: readonly Person[]): Person[] {
  return people.filter((person) => !isNobody(person));
}

/** Tells whether the name of a person stands for nobody, whatever its case, width, spaces and the punctuation around it. */
export function isNobody({ name }: Person): boolean {
  const plain = name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const bare = plain.replace(/^[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}]+$/u, "");
  return bare === "" || PLACEHOLDERS.has(bare);
}

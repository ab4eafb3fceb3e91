/** The roles of those who write for a newspaper, as a pattern: `本报记者`, `特约评论员`. */
export const ROLE =
  "(?:(?:本报|本報|本网|本網|本刊|本台|本社|特约|特約|特派|首席|见习|見習|实习|實習|全媒体|融媒体|文字|摄影|攝影|驻\\p{Script=Han}{1,3})+\\s*)?" +
  "(?:记者|記者|通讯员|通訊員|评论员|評論員|实习生|實習生|撰稿人|摄影|攝影)";

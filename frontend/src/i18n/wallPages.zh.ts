/** 大屏的轮播、配色与自检 */
export const wallPages = {
  title: '轮播页',
  county: '全县',
  readiness: '值守',
  held: '停留中，余 {{left}}',
  until: '至 {{at}}',
  stopped: '本屏画面已停止刷新',
  stoppedExplained: '屏上内容不可信，请重新启动本屏的浏览器',
  theme: { auto: '配色：定时', sun: '配色：日出日落', day: '配色：日间', night: '配色：夜间' },
}

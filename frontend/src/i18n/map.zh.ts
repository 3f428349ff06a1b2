/** 地图，各个界面与手机共用 */
export const map = {
  title: '站点分布',
  noOutline: '未配置县域轮廓',
  noGraphics: '本机浏览器不支持 WebGL，无法显示地图。',
  basemapLost: '底图取不到，其余图层不受影响',
  legendTitle: '图例',
  layer: { outline: '县域轮廓', places: '乡镇', stations: '加油站', incidents: '事故' },
  legend: {
    live: '在线',
    stale: '停更',
    never: '从未上报',
    unknown: '等待数据',
    idle: '未营业',
    withheld: '联网未开放',
    incident: '事故',
  },
}

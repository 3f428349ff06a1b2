/** 大屏上的天气 */
export const weather = {
  title: '天气',
  observed: '{{ago}}观测',
  old: '{{ago}}的观测，已不代表当前天气',
  none: '尚未收到{{source}}的观测',
  calm: '静风',
  noWind: '风未知',
  noDirection: '风向不明',
  speed: '{{speed}} 米/秒',
  humidity: '湿度 {{n}}%',
  precipitation: '降水 {{mm}} 毫米/时',
  from: {
    N: '北风',
    NE: '东北风',
    E: '东风',
    SE: '东南风',
    S: '南风',
    SW: '西南风',
    W: '西风',
    NW: '西北风',
  },
}

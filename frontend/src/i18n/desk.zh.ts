/** 值班台：查找、列表、草稿、待批 */
export const palette = {
  title: '查找',
  find: '查找…',
  hint: '名称、编号、地点或拼音首字母，如 lcx',
  reading: '正在读取…',
  failed: '部分内容没有读到，这里的结果不完整。',
  nothing: '没有找到。更早的内容请到各自的列表中查找。',
  bounds:
    '↑ ↓ 选择，Enter 打开。查找范围：最近 100 起事故、最近 20 起在办事故的任务、全部站点、前 100 个账号。',
  recent: '最近',
  stationsThere: '该区域的站点',
  shortcuts: '键盘快捷键',
  kind: {
    act: '操作',
    section: '栏目',
    incident: '事故',
    task: '任务',
    station: '站点',
    area: '区域',
    contact: '联系方式',
    person: '人员',
    help: '使用说明',
  },
  act: {
    report: '录入首报',
    handover: '值班交班',
    language: '切换语言（中文 / English）',
    help: '使用说明',
    wall: '打开大屏',
    signOut: '退出登录',
  },
  key: {
    find: '查找任何内容',
    filter: '筛选眼前的列表；没有列表时查找',
    rows: '从列表一行到另一行；Enter 打开',
    sheet: '显示本表',
    submit: '提交正在填写的表单',
    close: '关闭对话框；已填写的内容留作草稿',
    choose: '在查找结果中选择',
    jump: '打开“{{section}}”',
    note: '先按 g，再按字母。正在输入文字时，单个字母不作快捷键。',
  },
}

export const deskTheme = {
  label: '配色：{{chosen}}',
  auto: '自动',
  day: '日间',
  night: '夜间',
  tip: { auto: '配色与电脑系统一致', day: '始终用浅色', night: '始终用深色' },
}

export const draft = {
  restored: '已恢复 {{at}} 的草稿。',
  newer: '此后内容已被他人修改，下面并列两个版本。',
  discard: '丢弃草稿',
  unkept: '浏览器无法保存草稿，请在提交前不要离开本页。',
  signOut: '还有 {{n}} 份未提交的草稿',
  signOutEffect: '退出登录会清除本浏览器上的草稿，它们没有送达服务器。',
  signOutAnyway: '清除草稿并退出',
}

export const approvals = {
  none: '没有等待您处理的事项。',
  unread: '没有读全，可能还有其他待批事项。',
  reading: '正在读取…',
  asOf: '读取于 {{ago}}，共 {{n}} 项',
  waitingSince: '已等待 {{age}}',
  due: '时限 {{at}}',
  kind: {
    report: '报告待发送',
    order: '口头命令待确认',
    release: '信息发布待审批',
    proposal: '响应待启动',
    shift: '交班待接',
  },
  reportOf: '{{kind}}，起草于 {{at}}',
  orderOf: '{{post}}：{{what}}（{{by}} 录入）',
  proposalOf: '建议启动{{level}}',
  shiftOf: '{{name}} 于 {{at}} 交班',
  open: '打开',
  hint: '↑ ↓ 选择，Enter 打开或处理。',
  acted: '已处理。',
}

/** 列表：筛选、排序、列、导出、打印 */
export const list = {
  found: '找到 {{n}} 项',
  more: '另 {{n}} 项',
  clear: '清除筛选',
  none: '本来没有内容。',
  noneMatch: '没有符合筛选条件的内容。',
  unknown: '没有读到，不知道这里有没有内容。请刷新重试。',
  old: '■ 最近一次读取失败：下面是之前读到的内容。',
  view: '显示',
  columns: '显示的列',
  before: '将「{{column}}」前移',
  after: '将「{{column}}」后移',
  density: '行距',
  comfortable: '宽松',
  compact: '紧凑',
  reset: '恢复默认列',
  colon: '：',
  semicolon: '；',
  sheet: '筛选条件——{{filters}}。{{count}}。',
  sheetAll: '无',
  printed: '打印时间：{{at}}（北京时间，Asia/Shanghai）　打印人：{{by}}',
}

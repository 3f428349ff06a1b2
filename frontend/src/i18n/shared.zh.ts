/** 各个界面共用的文字，手机只载入它们 */
export const shared = {
  language: { other: 'English' },
  home: {
    title: '指挥中枢',
    broken: '页面出错',
    brokenExplained: '程序遇到错误，服务器应答后将自动重新载入。',
  },
  failure: {
    INVALID: '输入有误，请检查。',
    NOT_FOUND: '没有找到。',
    CONFLICT: '与现有内容冲突，请更换后重试。',
    FORBIDDEN: '没有查看或操作的权限。',
    RATE_LIMITED: '尝试过于频繁，请稍后再试。',
    UNAVAILABLE: '服务暂不可用，请稍后再试。',
    UNREACHABLE: '无法连接服务器，正在重试。',
    INTERNAL: '出现内部错误，请稍后再试。',
  },
  exercise: {
    banner: '演练  EXERCISE',
    explained: '非真实情况 · 不发送任何真实通知',
    on: '当前处于演练模式。',
    off: '当前为正式运行。',
    unknown: '正在等待服务器告知当前模式。',
    start: '进入演练',
    end: '结束演练',
    startConfirm: '确定进入演练模式？',
    startEffect: '所有屏幕将显示演练横幅，期间不发送任何真实通知。此操作记入大事记。',
    endConfirm: '确定结束演练、恢复正式运行？',
    endEffect: '横幅将消失，此后的通知将真实发送。此操作记入大事记。',
  },
  age: {
    unknown: '时间未知',
    seconds: '{{n}} 秒前',
    minutes: '{{n}} 分钟前',
    hours: '{{n}} 小时前',
    days: '{{n}} 天前',
  },
}

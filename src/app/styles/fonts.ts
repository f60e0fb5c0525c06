import "@fontsource-variable/noto-sans-kr/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";

/** The families that these style sheets define. */
export const FONTS = ["Noto Sans KR Variable", "JetBrains Mono Variable"] as const;

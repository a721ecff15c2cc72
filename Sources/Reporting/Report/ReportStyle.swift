extension ReportPage {
  /// The style of the page, in light, in dark and on paper.
  static let style: StaticString = """
    :root{--bg:#fff;--fg:#1a1c20;--quiet:#565b66;--line:#d3d7de;--soft:#f3f5f8;--link:#1b4f9c;\
    --clean:#2457a8;--note:#0e6f79;--warning:#9a4f00;--error:#b3202a;--near:#d9ead9;\
    --frontier:#1d6b2f;--known:#6b7079;--mark:#fff}
    @media screen and (prefers-color-scheme:dark){:root{--bg:#15171b;--fg:#e6e8ec;--quiet:#a5abb8;\
    --line:#3a3f48;--soft:#1e2127;--link:#8fb8ff;--clean:#8fb8ff;--note:#5cc8d4;--warning:#f0a850;\
    --error:#ff8f94;--near:#1f3a26;--frontier:#6fcf85;--known:#8d94a1;--mark:#15171b}}
    *{box-sizing:border-box}
    html{color-scheme:light dark;scroll-padding-top:1rem}
    body{margin:0 auto;max-width:88rem;padding:1rem 1.25rem 3rem;background:var(--bg);\
    color:var(--fg);font:15px/1.5 system-ui,sans-serif}
    h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}
    h2{font-size:1.2rem;margin:2.25rem 0 .5rem;overflow-wrap:anywhere}
    h3{font-size:1rem;margin:1.5rem 0 .25rem;overflow-wrap:anywhere}
    a{color:var(--link)}
    a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,\
    [tabindex="0"]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    h2:focus,h3:focus{outline:none}
    nav a{display:inline-block;margin-right:1rem;padding:.15rem 0}
    .quiet,figcaption,.headline span{color:var(--quiet)}
    figure{margin:0;position:relative}
    figcaption{font-size:.9rem;max-width:60rem}
    .scroll{overflow-x:auto}
    #chart{display:block;width:100%;min-width:46rem;max-width:80rem;height:auto;font-size:12px}
    #chart text{fill:var(--fg)}
    .axis path{fill:none;stroke:var(--quiet)}
    .axis .grid{stroke:var(--line);stroke-dasharray:2 4}
    #chart .side,#chart .ratio-label{fill:var(--quiet)}
    .near{fill:var(--near)}
    .ratio{fill:none;stroke:var(--line)}
    .frontier{fill:none;stroke:var(--frontier);stroke-width:2.5}
    .known circle{fill:var(--known)}
    #chart .known text{fill:var(--quiet);font-size:10px;paint-order:stroke;stroke:var(--bg);\
    stroke-width:2px}
    .mark{stroke:var(--bg);stroke-width:1}
    .mark.clean circle{fill:var(--clean)}
    .mark.note circle{fill:var(--note)}
    .mark.warning path{fill:var(--warning)}
    .mark.error path{fill:var(--error)}
    #chart .mark text{fill:var(--mark);stroke:none;font-size:10px;font-weight:600}
    #chart .mark{cursor:pointer}
    #chart .mark:hover,#chart .mark:focus-visible{stroke:var(--fg);stroke-width:2.5;outline:none}
    .mark.off{opacity:.1;pointer-events:none}
    #tip{position:absolute;z-index:2;max-width:26rem;padding:.35rem .6rem;background:var(--fg);\
    color:var(--bg);border-radius:4px;font-size:.85rem;overflow-wrap:anywhere;pointer-events:none}
    ul.legend,ul.rules{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;\
    margin:.5rem 0;font-size:.9rem}
    .legend svg{vertical-align:-3px}
    table{border-collapse:collapse;font-size:.85rem;width:100%}
    th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
    thead th{background:var(--soft);white-space:normal;vertical-align:bottom}
    th[scope=row]{font-weight:400;min-width:18rem;max-width:34rem;overflow-wrap:anywhere}
    td[data-v],.n{text-align:right;font-variant-numeric:tabular-nums}
    td[data-v]{white-space:nowrap}
    td{overflow-wrap:break-word}td.f{white-space:normal}\
    th.f,td.f{text-align:left}
    thead button{all:unset;cursor:pointer;font-weight:600}
    thead button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    [aria-sort=ascending] button::after{content:" \\2191"}
    [aria-sort=descending] button::after{content:" \\2193"}
    form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:.5rem 0 1rem}
    form[hidden],p[hidden],div[hidden]{display:none}
    label{display:flex;flex-direction:column;font-size:.85rem;color:var(--quiet)}
    input,select,button{font:inherit;color:var(--fg);background:var(--bg);\
    border:1px solid var(--quiet);border-radius:4px;padding:.3rem .5rem;max-width:16rem}
    button:disabled{color:var(--quiet);border-color:var(--line)}
    code,pre{font:.85em/1.45 ui-monospace,monospace}
    pre{background:var(--soft);margin:.25rem 0;padding:.5rem .75rem;overflow-x:auto}
    article{content-visibility:auto;contain-intrinsic-size:auto 16rem}
    article[hidden]{display:none}
    .plans{margin:0;font-size:.9rem}
    .finding{border-left:4px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.75rem 0}
    .finding.note{border-color:var(--note)}
    .finding.warning{border-color:var(--warning)}
    .finding.error{border-color:var(--error)}
    .headline{margin:.1rem 0}
    .note .headline b,.rules .note b,a.note{color:var(--note)}
    .warning .headline b,.rules .warning b,a.warning{color:var(--warning)}
    .error .headline b,.rules .error b,a.error{color:var(--error)}
    .finding ul{margin:.25rem 0;padding-left:1.2rem;font-size:.9rem}
    .panel{display:none}
    .panel:target{display:block;position:fixed;z-index:3;inset:0 0 0 auto;width:min(52rem,100%);\
    overflow:auto;padding:1rem 1.25rem;background:var(--bg);border-left:1px solid var(--quiet);\
    box-shadow:0 0 2rem rgb(0 0 0/.25)}
    .panel h2{margin:.25rem 5rem .5rem 0}
    .panel pre{tab-size:36}
    .panel th[scope=row]{min-width:7.5rem;overflow-wrap:break-word}
    .close{position:absolute;top:1.1rem;right:1.25rem}
    footer{margin-top:3rem;color:var(--quiet);font-size:.85rem}
    @media screen and (scripting:enabled){#plans tbody tr:nth-child(n+101){display:none}}
    @media (max-width:40rem){body{padding:.5rem .75rem 2rem}.panel td:last-child{min-width:12rem}\
    label,label input,label select{width:100%;max-width:none}form label{flex:1 1 9rem}}
    @media print{@page{size:A4 landscape;margin:12mm}body{max-width:none;padding:0;font-size:10pt}\
    nav,form,.close,#pages,#tip,#hidden-files{display:none!important}.scroll{overflow:visible}\
    #chart{min-width:0;width:76%}table{font-size:7.5pt}th[scope=row]{min-width:18em}\
    article{content-visibility:visible}.finding,tr,figure{break-inside:avoid}figcaption{max-width:none}\
    h2,h3,.headline{break-after:avoid}pre{white-space:pre-wrap}a{color:inherit;text-decoration:none}\
    .panel:target{position:static;width:auto;border:0;box-shadow:none;break-before:page}}
    """
}

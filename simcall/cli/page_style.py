"""The style of HTML reports: one sheet, system fonts, black on white, sized for A4."""

STYLE = """
@page{size:A4;margin:16mm 14mm}
*{box-sizing:border-box}
body{font:14px/1.5 -apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif;color:#1b1b1b;background:#fff;max-width:820px;margin:24px auto;
padding:0 16px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:18px;margin:0;overflow-wrap:anywhere}
h3{font-size:15px;margin:18px 0 6px;break-after:avoid}
.call{border-top:2px solid #1b1b1b;padding-top:12px;margin-top:20px}
.call+.call{break-before:page}
.total{font-size:18px;margin:4px 0 10px}.total b{font-size:34px}
.pass,.fail{border:2px solid;border-radius:4px;padding:1px 8px;font-weight:600;margin-left:8px}
.pass{color:#1a7f37}.fail{color:#b3261e}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:600}td,th{vertical-align:top;padding:3px 8px 3px 0}
.dims th{width:120px}.bar{background:#eee;padding:0;height:16px;border:3px solid #fff}
.bar span{display:block;height:16px;background:#33557a;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.dims .num{width:60px}
.three{display:flex;gap:18px}.three>div{flex:1;min-width:0}
ul{margin:4px 0;padding-left:18px}.plain{list-style:none;padding:0}
.plain li{margin-bottom:10px;break-inside:avoid}
.said{color:#555}.good{font-weight:600}.bad{color:#8c1d18}.small{font-size:12px;color:#555}
.turns td,.turns th{border-top:1px solid #ddd;padding:5px 8px 5px 0}
.turns tr{break-inside:avoid}.turns th{white-space:nowrap;width:60px}
.turns .weak{background:#fff6e0;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.turns .num{width:36px;color:#555}.marks{width:170px;font-size:11px}
.act,.harm,.crit{display:inline-block;border:1px solid #bbb;border-radius:3px;padding:0 4px;
margin:1px 0}
.harm,.crit{border-color:#b3261e;color:#8c1d18;font-weight:600}.crit{border-width:2px}
.marks .good,.marks .poor{display:block;font-weight:400}.marks .poor{color:#8c1d18}
.items td,.items th{border-top:1px solid #ddd}.items tr{break-inside:avoid}
svg{width:100%;height:auto;font-size:12px}.grid{stroke:#ddd}
@media(max-width:600px){.three{display:block}.marks{width:auto}}
"""

// Generated from schema/report.schema.json by scripts/generate.ts. Do not edit.

export const validateReport = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Report of podflare-conformance","description":"The result of a run. No key is in it: its label, such as <key 1>, stands in its place.","type":"object","required":["schemaVersion","suite","contract","target","startedAt","durationMs","profiles","strict","verdict","exitCode","summary","launches","checks"],"additionalProperties":false,"properties":{"schemaVersion":{"const":1,"description":"Grows when a member changes its meaning or goes away."},"suite":{"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"const":"podflare-conformance"},"version":{"type":"string"}}},"contract":{"description":"The openapi.yaml that was judged by.","type":"object","required":["version","sha256"],"additionalProperties":false,"properties":{"version":{"type":"string"},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}},"target":{"type":"object","required":["kind","label"],"additionalProperties":false,"properties":{"kind":{"enum":["url","process","container","in-process"]},"label":{"type":"string"}}},"startedAt":{"description":"ISO 8601, UTC.","type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"},"durationMs":{"$ref":"#/$defs/milliseconds"},"profiles":{"type":"array","items":{"$ref":"#/$defs/profile"}},"strict":{"type":"boolean","description":"True when a broken SHOULD makes the target not conformant."},"seed":{"type":"string","description":"From it follows what was random in the run; keys only where --seed gave it."},"rules":{"type":"string","description":"Rule set that says which checks count, and at which level."},"verdict":{"enum":["conformant","not conformant"]},"exitCode":{"description":"0 conformant, 1 not conformant, 2 no check ran, 4 a bug in podflare-conformance.","enum":[0,1,2,4]},"summary":{"type":"object","required":["checks","cases","requests"],"additionalProperties":false,"properties":{"checks":{"description":"Checks by outcome.","type":"object","required":["pass","note","warn","skip","fail","untestable","error"],"additionalProperties":false,"properties":{"pass":{"$ref":"#/$defs/count"},"note":{"$ref":"#/$defs/count"},"warn":{"$ref":"#/$defs/count"},"skip":{"$ref":"#/$defs/count"},"fail":{"$ref":"#/$defs/count"},"untestable":{"$ref":"#/$defs/count"},"error":{"$ref":"#/$defs/count"}}},"cases":{"$ref":"#/$defs/count"},"requests":{"$ref":"#/$defs/count"}}},"launches":{"description":"Starts of the target.","type":"array","items":{"type":"object","required":["configuration","startMs","outcome"],"additionalProperties":false,"properties":{"configuration":{"type":"string"},"startMs":{"$ref":"#/$defs/milliseconds"},"outcome":{"enum":["ready","exited","silent"]}}}},"checks":{"type":"array","items":{"$ref":"#/$defs/check"}},"baseline":{"description":"What a baseline had to say, where one was given. exitCode follows it, verdict does not.","type":"object","required":["excused","problems"],"additionalProperties":false,"properties":{"excused":{"$ref":"#/$defs/count"},"problems":{"description":"Entries that do not fit the run; one makes exitCode 1.","type":"array","items":{"type":"object","required":["check","kind","message"],"additionalProperties":false,"properties":{"check":{"type":"string","description":"Id or glob of the entry."},"kind":{"enum":["stale","expired","unmatched"]},"message":{"type":"string"}}}}}}},"$defs":{"count":{"type":"integer","minimum":0},"milliseconds":{"type":"number","minimum":0},"profile":{"enum":["core","api","http"]},"outcome":{"description":"fail, warn and note: a must, a should, a may was found broken. untestable: its control failed. error: a bug in podflare-conformance.","enum":["pass","note","warn","skip","fail","untestable","error"]},"check":{"type":"object","required":["id","family","level","profile","rule","title","outcome","why","fix","cases","rerun"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"},"family":{"type":"string"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"#/$defs/profile"},"rule":{"type":"string"},"title":{"type":"string"},"outcome":{"$ref":"#/$defs/outcome"},"reason":{"type":"string","description":"Why no case could be judged."},"why":{"type":"string"},"fix":{"type":"string"},"cases":{"type":"array","items":{"$ref":"#/$defs/case"}},"rerun":{"type":"string","description":"Shell command that runs only this check again."},"excuse":{"description":"Why what was found does not fail the run: its entry in the baseline, or that it is new.","type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string"},"issue":{"type":"string"},"until":{"type":"string","description":"Last day on which it holds, UTC.","pattern":"^\\d{4}-\\d\\d-\\d\\d$"}}},"newSince":{"type":"string","description":"The rule set by which the run was judged and which does not have this check: it does not count."}}},"case":{"type":"object","required":["name","configuration","outcome","exchanges","retries","durationMs"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Empty when the check has a single case."},"configuration":{"type":"string","description":"Empty when the check starts servers itself."},"outcome":{"$ref":"#/$defs/outcome"},"expected":{"type":"string"},"actual":{"type":"string"},"reason":{"type":"string","description":"Why it was skipped, or what went wrong."},"exchanges":{"description":"Of a case that did not pass; the last one is the one that was judged.","type":"array","items":{"$ref":"#/$defs/exchange"}},"curl":{"type":"string","description":"Shell command that sends the judged request byte for byte."},"retries":{"$ref":"#/$defs/count"},"durationMs":{"$ref":"#/$defs/milliseconds"}}},"exchange":{"type":"object","required":["role","sent","durationMs"],"additionalProperties":false,"properties":{"role":{"enum":["control","probe","step"]},"sent":{"type":"string","description":"Bytes that are not printable ASCII are written \\xNN."},"received":{"type":"string"},"failure":{"type":"string","description":"Why there was no complete answer."},"turn":{"type":"integer","minimum":2,"description":"Which request on its connection it was, where it was not the first; the curl line opens a connection of its own."},"durationMs":{"$ref":"#/$defs/milliseconds"}}}}};
const schema32 = {"type":"number","minimum":0};
const schema33 = {"enum":["core","api","http"]};
const schema34 = {"type":"integer","minimum":0};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern5 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", "u");
const schema44 = {"type":"object","required":["id","family","level","profile","rule","title","outcome","why","fix","cases","rerun"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"},"family":{"type":"string"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"#/$defs/profile"},"rule":{"type":"string"},"title":{"type":"string"},"outcome":{"$ref":"#/$defs/outcome"},"reason":{"type":"string","description":"Why no case could be judged."},"why":{"type":"string"},"fix":{"type":"string"},"cases":{"type":"array","items":{"$ref":"#/$defs/case"}},"rerun":{"type":"string","description":"Shell command that runs only this check again."},"excuse":{"description":"Why what was found does not fail the run: its entry in the baseline, or that it is new.","type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string"},"issue":{"type":"string"},"until":{"type":"string","description":"Last day on which it holds, UTC.","pattern":"^\\d{4}-\\d\\d-\\d\\d$"}}},"newSince":{"type":"string","description":"The rule set by which the run was judged and which does not have this check: it does not count."}}};
const schema46 = {"description":"fail, warn and note: a must, a should, a may was found broken. untestable: its control failed. error: a bug in podflare-conformance.","enum":["pass","note","warn","skip","fail","untestable","error"]};
const pattern6 = new RegExp("^[a-z0-9-]+/[a-z0-9.-]+$", "u");
const pattern7 = new RegExp("^\\d{4}-\\d\\d-\\d\\d$", "u");
const schema47 = {"type":"object","required":["name","configuration","outcome","exchanges","retries","durationMs"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Empty when the check has a single case."},"configuration":{"type":"string","description":"Empty when the check starts servers itself."},"outcome":{"$ref":"#/$defs/outcome"},"expected":{"type":"string"},"actual":{"type":"string"},"reason":{"type":"string","description":"Why it was skipped, or what went wrong."},"exchanges":{"description":"Of a case that did not pass; the last one is the one that was judged.","type":"array","items":{"$ref":"#/$defs/exchange"}},"curl":{"type":"string","description":"Shell command that sends the judged request byte for byte."},"retries":{"$ref":"#/$defs/count"},"durationMs":{"$ref":"#/$defs/milliseconds"}}};
const schema49 = {"type":"object","required":["role","sent","durationMs"],"additionalProperties":false,"properties":{"role":{"enum":["control","probe","step"]},"sent":{"type":"string","description":"Bytes that are not printable ASCII are written \\xNN."},"received":{"type":"string"},"failure":{"type":"string","description":"Why there was no complete answer."},"turn":{"type":"integer","minimum":2,"description":"Which request on its connection it was, where it was not the first; the curl line opens a connection of its own."},"durationMs":{"$ref":"#/$defs/milliseconds"}}};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.role === undefined) && (missing0 = "role")) || ((data.sent === undefined) && (missing0 = "sent"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "role") || (key0 === "sent")) || (key0 === "received")) || (key0 === "failure")) || (key0 === "turn")) || (key0 === "durationMs"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.role !== undefined){
let data0 = data.role;
const _errs2 = errors;
if(!(((data0 === "control") || (data0 === "probe")) || (data0 === "step"))){
validate23.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/enum",keyword:"enum",params:{allowedValues: schema49.properties.role.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sent !== undefined){
const _errs3 = errors;
if(typeof data.sent !== "string"){
validate23.errors = [{instancePath:instancePath+"/sent",schemaPath:"#/properties/sent/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.received !== undefined){
const _errs5 = errors;
if(typeof data.received !== "string"){
validate23.errors = [{instancePath:instancePath+"/received",schemaPath:"#/properties/received/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failure !== undefined){
const _errs7 = errors;
if(typeof data.failure !== "string"){
validate23.errors = [{instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.turn !== undefined){
let data4 = data.turn;
const _errs9 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate23.errors = [{instancePath:instancePath+"/turn",schemaPath:"#/properties/turn/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 2 || isNaN(data4)){
validate23.errors = [{instancePath:instancePath+"/turn",schemaPath:"#/properties/turn/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data5 = data.durationMs;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
validate23.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.name === undefined) && (missing0 = "name")) || ((data.configuration === undefined) && (missing0 = "configuration"))) || ((data.outcome === undefined) && (missing0 = "outcome"))) || ((data.exchanges === undefined) && (missing0 = "exchanges"))) || ((data.retries === undefined) && (missing0 = "retries"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema47.properties, key0))){
validate22.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configuration !== undefined){
const _errs4 = errors;
if(typeof data.configuration !== "string"){
validate22.errors = [{instancePath:instancePath+"/configuration",schemaPath:"#/properties/configuration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined){
let data2 = data.outcome;
const _errs6 = errors;
if(!(((((((data2 === "pass") || (data2 === "note")) || (data2 === "warn")) || (data2 === "skip")) || (data2 === "fail")) || (data2 === "untestable")) || (data2 === "error"))){
validate22.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema46.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expected !== undefined){
const _errs8 = errors;
if(typeof data.expected !== "string"){
validate22.errors = [{instancePath:instancePath+"/expected",schemaPath:"#/properties/expected/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.actual !== undefined){
const _errs10 = errors;
if(typeof data.actual !== "string"){
validate22.errors = [{instancePath:instancePath+"/actual",schemaPath:"#/properties/actual/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs12 = errors;
if(typeof data.reason !== "string"){
validate22.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exchanges !== undefined){
let data6 = data.exchanges;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data6)){
var valid2 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(!(validate23(data6[i0], {instancePath:instancePath+"/exchanges/" + i0,parentData:data6,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid2 = _errs16 === errors;
if(!valid2){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/exchanges",schemaPath:"#/properties/exchanges/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.curl !== undefined){
const _errs17 = errors;
if(typeof data.curl !== "string"){
validate22.errors = [{instancePath:instancePath+"/curl",schemaPath:"#/properties/curl/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retries !== undefined){
let data9 = data.retries;
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate22.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
validate22.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data10 = data.durationMs;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate22.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((data.id === undefined) && (missing0 = "id")) || ((data.family === undefined) && (missing0 = "family"))) || ((data.level === undefined) && (missing0 = "level"))) || ((data.profile === undefined) && (missing0 = "profile"))) || ((data.rule === undefined) && (missing0 = "rule"))) || ((data.title === undefined) && (missing0 = "title"))) || ((data.outcome === undefined) && (missing0 = "outcome"))) || ((data.why === undefined) && (missing0 = "why"))) || ((data.fix === undefined) && (missing0 = "fix"))) || ((data.cases === undefined) && (missing0 = "cases"))) || ((data.rerun === undefined) && (missing0 = "rerun"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema44.properties, key0))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern6.test(data0)){
validate21.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.family !== undefined){
const _errs4 = errors;
if(typeof data.family !== "string"){
validate21.errors = [{instancePath:instancePath+"/family",schemaPath:"#/properties/family/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.level !== undefined){
let data2 = data.level;
const _errs6 = errors;
if(!(((data2 === "must") || (data2 === "should")) || (data2 === "may"))){
validate21.errors = [{instancePath:instancePath+"/level",schemaPath:"#/properties/level/enum",keyword:"enum",params:{allowedValues: schema44.properties.level.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profile !== undefined){
let data3 = data.profile;
const _errs7 = errors;
if(!(((data3 === "core") || (data3 === "api")) || (data3 === "http"))){
validate21.errors = [{instancePath:instancePath+"/profile",schemaPath:"#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema33.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rule !== undefined){
const _errs9 = errors;
if(typeof data.rule !== "string"){
validate21.errors = [{instancePath:instancePath+"/rule",schemaPath:"#/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
const _errs11 = errors;
if(typeof data.title !== "string"){
validate21.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined){
let data6 = data.outcome;
const _errs13 = errors;
if(!(((((((data6 === "pass") || (data6 === "note")) || (data6 === "warn")) || (data6 === "skip")) || (data6 === "fail")) || (data6 === "untestable")) || (data6 === "error"))){
validate21.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema46.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs15 = errors;
if(typeof data.reason !== "string"){
validate21.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.why !== undefined){
const _errs17 = errors;
if(typeof data.why !== "string"){
validate21.errors = [{instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fix !== undefined){
const _errs19 = errors;
if(typeof data.fix !== "string"){
validate21.errors = [{instancePath:instancePath+"/fix",schemaPath:"#/properties/fix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cases !== undefined){
let data10 = data.cases;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data10)){
var valid3 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
const _errs23 = errors;
if(!(validate22(data10[i0], {instancePath:instancePath+"/cases/" + i0,parentData:data10,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid3 = _errs23 === errors;
if(!valid3){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rerun !== undefined){
const _errs24 = errors;
if(typeof data.rerun !== "string"){
validate21.errors = [{instancePath:instancePath+"/rerun",schemaPath:"#/properties/rerun/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.excuse !== undefined){
let data13 = data.excuse;
const _errs26 = errors;
if(errors === _errs26){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing1;
if((data13.reason === undefined) && (missing1 = "reason")){
validate21.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/properties/excuse/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs28 = errors;
for(const key1 in data13){
if(!(((key1 === "reason") || (key1 === "issue")) || (key1 === "until"))){
validate21.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/properties/excuse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs28 === errors){
if(data13.reason !== undefined){
const _errs29 = errors;
if(typeof data13.reason !== "string"){
validate21.errors = [{instancePath:instancePath+"/excuse/reason",schemaPath:"#/properties/excuse/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data13.issue !== undefined){
const _errs31 = errors;
if(typeof data13.issue !== "string"){
validate21.errors = [{instancePath:instancePath+"/excuse/issue",schemaPath:"#/properties/excuse/properties/issue/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data13.until !== undefined){
let data16 = data13.until;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data16 === "string"){
if(!pattern7.test(data16)){
validate21.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"#/properties/excuse/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\d$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\d$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"#/properties/excuse/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/properties/excuse/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.newSince !== undefined){
const _errs35 = errors;
if(typeof data.newSince !== "string"){
validate21.errors = [{instancePath:instancePath+"/newSince",schemaPath:"#/properties/newSince/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((data.schemaVersion === undefined) && (missing0 = "schemaVersion")) || ((data.suite === undefined) && (missing0 = "suite"))) || ((data.contract === undefined) && (missing0 = "contract"))) || ((data.target === undefined) && (missing0 = "target"))) || ((data.startedAt === undefined) && (missing0 = "startedAt"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))) || ((data.profiles === undefined) && (missing0 = "profiles"))) || ((data.strict === undefined) && (missing0 = "strict"))) || ((data.verdict === undefined) && (missing0 = "verdict"))) || ((data.exitCode === undefined) && (missing0 = "exitCode"))) || ((data.summary === undefined) && (missing0 = "summary"))) || ((data.launches === undefined) && (missing0 = "launches"))) || ((data.checks === undefined) && (missing0 = "checks"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.schemaVersion !== undefined){
const _errs2 = errors;
if(1 !== data.schemaVersion){
validate20.errors = [{instancePath:instancePath+"/schemaVersion",schemaPath:"#/properties/schemaVersion/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.suite !== undefined){
let data1 = data.suite;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.name === undefined) && (missing1 = "name")) || ((data1.version === undefined) && (missing1 = "version"))){
validate20.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs5 = errors;
for(const key1 in data1){
if(!((key1 === "name") || (key1 === "version"))){
validate20.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs5 === errors){
if(data1.name !== undefined){
const _errs6 = errors;
if("podflare-conformance" !== data1.name){
validate20.errors = [{instancePath:instancePath+"/suite/name",schemaPath:"#/properties/suite/properties/name/const",keyword:"const",params:{allowedValue: "podflare-conformance"},message:"must be equal to constant"}];
return false;
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.version !== undefined){
const _errs7 = errors;
if(typeof data1.version !== "string"){
validate20.errors = [{instancePath:instancePath+"/suite/version",schemaPath:"#/properties/suite/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contract !== undefined){
let data4 = data.contract;
const _errs9 = errors;
if(errors === _errs9){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if(((data4.version === undefined) && (missing2 = "version")) || ((data4.sha256 === undefined) && (missing2 = "sha256"))){
validate20.errors = [{instancePath:instancePath+"/contract",schemaPath:"#/properties/contract/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs11 = errors;
for(const key2 in data4){
if(!((key2 === "version") || (key2 === "sha256"))){
validate20.errors = [{instancePath:instancePath+"/contract",schemaPath:"#/properties/contract/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs11 === errors){
if(data4.version !== undefined){
const _errs12 = errors;
if(typeof data4.version !== "string"){
validate20.errors = [{instancePath:instancePath+"/contract/version",schemaPath:"#/properties/contract/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.sha256 !== undefined){
let data6 = data4.sha256;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
validate20.errors = [{instancePath:instancePath+"/contract/sha256",schemaPath:"#/properties/contract/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/contract/sha256",schemaPath:"#/properties/contract/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/contract",schemaPath:"#/properties/contract/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
let data7 = data.target;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing3;
if(((data7.kind === undefined) && (missing3 = "kind")) || ((data7.label === undefined) && (missing3 = "label"))){
validate20.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs18 = errors;
for(const key3 in data7){
if(!((key3 === "kind") || (key3 === "label"))){
validate20.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs18 === errors){
if(data7.kind !== undefined){
let data8 = data7.kind;
const _errs19 = errors;
if(!((((data8 === "url") || (data8 === "process")) || (data8 === "container")) || (data8 === "in-process"))){
validate20.errors = [{instancePath:instancePath+"/target/kind",schemaPath:"#/properties/target/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.target.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs19 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.label !== undefined){
const _errs20 = errors;
if(typeof data7.label !== "string"){
validate20.errors = [{instancePath:instancePath+"/target/label",schemaPath:"#/properties/target/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined){
let data10 = data.startedAt;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data10 === "string"){
if(!pattern5.test(data10)){
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data11 = data.durationMs;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profiles !== undefined){
let data12 = data.profiles;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data12)){
var valid5 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
const _errs29 = errors;
if(!(((data13 === "core") || (data13 === "api")) || (data13 === "http"))){
validate20.errors = [{instancePath:instancePath+"/profiles/" + i0,schemaPath:"#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema33.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid5 = _errs29 === errors;
if(!valid5){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.strict !== undefined){
const _errs31 = errors;
if(typeof data.strict !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/strict",schemaPath:"#/properties/strict/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seed !== undefined){
const _errs33 = errors;
if(typeof data.seed !== "string"){
validate20.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rules !== undefined){
const _errs35 = errors;
if(typeof data.rules !== "string"){
validate20.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
let data17 = data.verdict;
const _errs37 = errors;
if(!((data17 === "conformant") || (data17 === "not conformant"))){
validate20.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema31.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data18 = data.exitCode;
const _errs38 = errors;
if(!((((data18 === 0) || (data18 === 1)) || (data18 === 2)) || (data18 === 4))){
validate20.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/properties/exitCode/enum",keyword:"enum",params:{allowedValues: schema31.properties.exitCode.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
let data19 = data.summary;
const _errs39 = errors;
if(errors === _errs39){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing4;
if((((data19.checks === undefined) && (missing4 = "checks")) || ((data19.cases === undefined) && (missing4 = "cases"))) || ((data19.requests === undefined) && (missing4 = "requests"))){
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs41 = errors;
for(const key4 in data19){
if(!(((key4 === "checks") || (key4 === "cases")) || (key4 === "requests"))){
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs41 === errors){
if(data19.checks !== undefined){
let data20 = data19.checks;
const _errs42 = errors;
if(errors === _errs42){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing5;
if((((((((data20.pass === undefined) && (missing5 = "pass")) || ((data20.note === undefined) && (missing5 = "note"))) || ((data20.warn === undefined) && (missing5 = "warn"))) || ((data20.skip === undefined) && (missing5 = "skip"))) || ((data20.fail === undefined) && (missing5 = "fail"))) || ((data20.untestable === undefined) && (missing5 = "untestable"))) || ((data20.error === undefined) && (missing5 = "error"))){
validate20.errors = [{instancePath:instancePath+"/summary/checks",schemaPath:"#/properties/summary/properties/checks/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs44 = errors;
for(const key5 in data20){
if(!(((((((key5 === "pass") || (key5 === "note")) || (key5 === "warn")) || (key5 === "skip")) || (key5 === "fail")) || (key5 === "untestable")) || (key5 === "error"))){
validate20.errors = [{instancePath:instancePath+"/summary/checks",schemaPath:"#/properties/summary/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs44 === errors){
if(data20.pass !== undefined){
let data21 = data20.pass;
const _errs45 = errors;
const _errs46 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/pass",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs46){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/pass",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs45 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.note !== undefined){
let data22 = data20.note;
const _errs48 = errors;
const _errs49 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/note",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs49){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/note",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs48 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.warn !== undefined){
let data23 = data20.warn;
const _errs51 = errors;
const _errs52 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/warn",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs52){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/warn",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs51 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.skip !== undefined){
let data24 = data20.skip;
const _errs54 = errors;
const _errs55 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/skip",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs55){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/skip",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs54 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.fail !== undefined){
let data25 = data20.fail;
const _errs57 = errors;
const _errs58 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/fail",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs58){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/fail",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs57 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.untestable !== undefined){
let data26 = data20.untestable;
const _errs60 = errors;
const _errs61 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/untestable",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs61){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/untestable",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs60 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data20.error !== undefined){
let data27 = data20.error;
const _errs63 = errors;
const _errs64 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate20.errors = [{instancePath:instancePath+"/summary/checks/error",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs64){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 0 || isNaN(data27)){
validate20.errors = [{instancePath:instancePath+"/summary/checks/error",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs63 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/summary/checks",schemaPath:"#/properties/summary/properties/checks/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs42 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data19.cases !== undefined){
let data28 = data19.cases;
const _errs66 = errors;
const _errs67 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate20.errors = [{instancePath:instancePath+"/summary/cases",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs67){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 0 || isNaN(data28)){
validate20.errors = [{instancePath:instancePath+"/summary/cases",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid7 = _errs66 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data19.requests !== undefined){
let data29 = data19.requests;
const _errs69 = errors;
const _errs70 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate20.errors = [{instancePath:instancePath+"/summary/requests",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs70){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 < 0 || isNaN(data29)){
validate20.errors = [{instancePath:instancePath+"/summary/requests",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid7 = _errs69 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.launches !== undefined){
let data30 = data.launches;
const _errs72 = errors;
if(errors === _errs72){
if(Array.isArray(data30)){
var valid18 = true;
const len1 = data30.length;
for(let i1=0; i1<len1; i1++){
let data31 = data30[i1];
const _errs74 = errors;
if(errors === _errs74){
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing6;
if((((data31.configuration === undefined) && (missing6 = "configuration")) || ((data31.startMs === undefined) && (missing6 = "startMs"))) || ((data31.outcome === undefined) && (missing6 = "outcome"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1,schemaPath:"#/properties/launches/items/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs76 = errors;
for(const key6 in data31){
if(!(((key6 === "configuration") || (key6 === "startMs")) || (key6 === "outcome"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1,schemaPath:"#/properties/launches/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs76 === errors){
if(data31.configuration !== undefined){
const _errs77 = errors;
if(typeof data31.configuration !== "string"){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/configuration",schemaPath:"#/properties/launches/items/properties/configuration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid19 = _errs77 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data31.startMs !== undefined){
let data33 = data31.startMs;
const _errs79 = errors;
const _errs80 = errors;
if(errors === _errs80){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 0 || isNaN(data33)){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/startMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/startMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid19 = _errs79 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data31.outcome !== undefined){
let data34 = data31.outcome;
const _errs82 = errors;
if(!(((data34 === "ready") || (data34 === "exited")) || (data34 === "silent"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/outcome",schemaPath:"#/properties/launches/items/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema31.properties.launches.items.properties.outcome.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid19 = _errs82 === errors;
}
else {
var valid19 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches/" + i1,schemaPath:"#/properties/launches/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid18 = _errs74 === errors;
if(!valid18){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches",schemaPath:"#/properties/launches/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.checks !== undefined){
let data35 = data.checks;
const _errs83 = errors;
if(errors === _errs83){
if(Array.isArray(data35)){
var valid21 = true;
const len2 = data35.length;
for(let i2=0; i2<len2; i2++){
const _errs85 = errors;
if(!(validate21(data35[i2], {instancePath:instancePath+"/checks/" + i2,parentData:data35,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid21 = _errs85 === errors;
if(!valid21){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs83 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.baseline !== undefined){
let data37 = data.baseline;
const _errs86 = errors;
if(errors === _errs86){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
let missing7;
if(((data37.excused === undefined) && (missing7 = "excused")) || ((data37.problems === undefined) && (missing7 = "problems"))){
validate20.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs88 = errors;
for(const key7 in data37){
if(!((key7 === "excused") || (key7 === "problems"))){
validate20.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs88 === errors){
if(data37.excused !== undefined){
let data38 = data37.excused;
const _errs89 = errors;
const _errs90 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate20.errors = [{instancePath:instancePath+"/baseline/excused",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs90){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 < 0 || isNaN(data38)){
validate20.errors = [{instancePath:instancePath+"/baseline/excused",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid22 = _errs89 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data37.problems !== undefined){
let data39 = data37.problems;
const _errs92 = errors;
if(errors === _errs92){
if(Array.isArray(data39)){
var valid24 = true;
const len3 = data39.length;
for(let i3=0; i3<len3; i3++){
let data40 = data39[i3];
const _errs94 = errors;
if(errors === _errs94){
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
let missing8;
if((((data40.check === undefined) && (missing8 = "check")) || ((data40.kind === undefined) && (missing8 = "kind"))) || ((data40.message === undefined) && (missing8 = "message"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3,schemaPath:"#/properties/baseline/properties/problems/items/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs96 = errors;
for(const key8 in data40){
if(!(((key8 === "check") || (key8 === "kind")) || (key8 === "message"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3,schemaPath:"#/properties/baseline/properties/problems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs96 === errors){
if(data40.check !== undefined){
const _errs97 = errors;
if(typeof data40.check !== "string"){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/check",schemaPath:"#/properties/baseline/properties/problems/items/properties/check/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid25 = _errs97 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data40.kind !== undefined){
let data42 = data40.kind;
const _errs99 = errors;
if(!(((data42 === "stale") || (data42 === "expired")) || (data42 === "unmatched"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/kind",schemaPath:"#/properties/baseline/properties/problems/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.baseline.properties.problems.items.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid25 = _errs99 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data40.message !== undefined){
const _errs100 = errors;
if(typeof data40.message !== "string"){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/message",schemaPath:"#/properties/baseline/properties/problems/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid25 = _errs100 === errors;
}
else {
var valid25 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3,schemaPath:"#/properties/baseline/properties/problems/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid24 = _errs94 === errors;
if(!valid24){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/baseline/problems",schemaPath:"#/properties/baseline/properties/problems/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid22 = _errs92 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs86 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

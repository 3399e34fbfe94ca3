// Generated from schema/report.schema.json by scripts/generate.ts. Do not edit.

export const validateReport = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Report of podflare-conformance","description":"The result of a run. Each key is replaced by a label, such as <key 1>.","type":"object","required":["schemaVersion","suite","contract","target","startedAt","durationMs","profiles","strict","verdict","exitCode","summary","launches","checks"],"additionalProperties":false,"properties":{"schemaVersion":{"const":1,"description":"Increases when a member changes its meaning or is removed."},"suite":{"$ref":"#/$defs/suite"},"contract":{"$ref":"#/$defs/contract"},"target":{"type":"object","required":["kind","label"],"additionalProperties":false,"properties":{"kind":{"enum":["url","process","container","in-process"]},"label":{"type":"string"}}},"startedAt":{"$ref":"#/$defs/time"},"durationMs":{"$ref":"#/$defs/milliseconds"},"profiles":{"type":"array","items":{"$ref":"#/$defs/profile"}},"strict":{"type":"boolean","description":"True if a violated SHOULD makes the target not conformant."},"shard":{"description":"For a part of a run: its number, and how many checks the whole run has.","$ref":"#/$defs/shard"},"seed":{"description":"Seed of all random values of the run. Keys depend on it only if it was set with --seed.","$ref":"#/$defs/seed"},"rules":{"description":"Name of the rule set, which defines the checks that count and their levels.","$ref":"#/$defs/name"},"spec":{"description":"How the OpenAPI document of --spec was used.","$ref":"#/$defs/spec"},"verdict":{"enum":["conformant","not conformant"]},"stopped":{"type":"string","description":"Why the run ended before its checks ran, in one line: a server that should enforce keys is open. The verdict is then not conformant."},"exitCode":{"description":"0 conformant, 1 not conformant, 2 no check ran, 4 a bug in podflare-conformance.","enum":[0,1,2,4]},"summary":{"$ref":"#/$defs/summary"},"launches":{"description":"Launches of the target.","type":"array","items":{"type":"object","required":["configuration","startMs","outcome"],"additionalProperties":false,"properties":{"configuration":{"type":"string","pattern":"^[a-z0-9-]*$"},"startMs":{"$ref":"#/$defs/milliseconds"},"outcome":{"enum":["ready","exited","silent"]}}},"maxItems":1000000},"checks":{"type":"array","items":{"$ref":"#/$defs/check"},"maxItems":10000},"baseline":{"description":"The result of applying a baseline, if there is one. It affects exitCode, but not verdict.","type":"object","required":["excused","problems"],"additionalProperties":false,"properties":{"excused":{"$ref":"#/$defs/count"},"problems":{"description":"Entries that do not fit the run. If there are any, exitCode is 1.","type":"array","items":{"type":"object","required":["check","kind","message"],"additionalProperties":false,"properties":{"check":{"type":"string","description":"Id or glob of the entry."},"kind":{"enum":["stale","expired","unmatched"]},"message":{"type":"string"}}}}}}},"$defs":{"count":{"type":"integer","minimum":0,"maximum":1000000000},"milliseconds":{"type":"number","minimum":0,"maximum":100000000000},"profile":{"enum":["core","api","http"]},"outcome":{"description":"fail, warn and note: a MUST, SHOULD or MAY is violated. untestable: the control request failed, which counts at the level of the check. error: a bug in podflare-conformance.","enum":["pass","note","warn","skip","fail","untestable","error"]},"check":{"type":"object","required":["id","family","level","profile","rule","title","outcome","why","fix","cases","rerun"],"additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/id"},"family":{"$ref":"#/$defs/family"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"#/$defs/profile"},"rule":{"$ref":"#/$defs/rule"},"title":{"$ref":"#/$defs/line"},"outcome":{"$ref":"#/$defs/outcome"},"reason":{"type":"string","description":"Why no case could be judged."},"why":{"type":"string"},"fix":{"type":"string"},"cases":{"type":"array","items":{"$ref":"#/$defs/case"},"maxItems":100000},"rerun":{"type":"string","description":"Shell command that runs only this check again."},"excuse":{"$ref":"#/$defs/excuse"},"newSince":{"description":"The rule set of the run, if it does not contain this check. The check then does not count.","$ref":"#/$defs/name"}}},"case":{"type":"object","required":["name","configuration","outcome","exchanges","retries","durationMs"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Empty if the check has a single case."},"configuration":{"description":"Empty if the check launches servers itself.","type":"string","pattern":"^[a-z0-9-]*$"},"outcome":{"$ref":"#/$defs/outcome"},"expected":{"type":"string"},"actual":{"type":"string"},"reason":{"type":"string","description":"Why the case was skipped, or what went wrong."},"exchanges":{"description":"The exchanges of a case that did not pass. The last one is the exchange that was judged.","type":"array","items":{"$ref":"#/$defs/exchange"}},"curl":{"type":"string","description":"Shell command that sends the judged request byte for byte."},"retries":{"$ref":"#/$defs/count"},"durationMs":{"$ref":"#/$defs/milliseconds"}}},"exchange":{"type":"object","required":["role","sent","durationMs"],"additionalProperties":false,"properties":{"role":{"enum":["control","probe","step"]},"sent":{"type":"string","description":"The request. Bytes that are not printable ASCII are written as \\xNN."},"received":{"type":"string"},"failure":{"type":"string","description":"Why there was no complete response."},"turn":{"type":"integer","minimum":2,"description":"Position of the request on its connection. Absent for the first request. The curl command opens a new connection.","maximum":1000000000},"durationMs":{"$ref":"#/$defs/milliseconds"}}},"suite":{"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"const":"podflare-conformance"},"version":{"$ref":"#/$defs/name"}}},"contract":{"description":"The openapi.yaml that the run used.","type":"object","required":["version","sha256"],"additionalProperties":false,"properties":{"version":{"$ref":"#/$defs/name"},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}},"summary":{"type":"object","required":["checks","cases","requests"],"additionalProperties":false,"properties":{"checks":{"description":"Number of checks by outcome.","type":"object","required":["pass","note","warn","skip","fail","untestable","error"],"additionalProperties":false,"properties":{"pass":{"$ref":"#/$defs/count"},"note":{"$ref":"#/$defs/count"},"warn":{"$ref":"#/$defs/count"},"skip":{"$ref":"#/$defs/count"},"fail":{"$ref":"#/$defs/count"},"untestable":{"$ref":"#/$defs/count"},"error":{"$ref":"#/$defs/count"}}},"cases":{"$ref":"#/$defs/count"},"requests":{"$ref":"#/$defs/count"}}},"time":{"description":"ISO 8601, UTC.","type":"string","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"},"excuse":{"description":"Why the finding does not fail the run: its entry in the baseline, or a check that is new since the rule set.","type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string"},"issue":{"type":"string"},"until":{"type":"string","description":"Last day on which the entry applies, UTC.","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}}},"spec":{"type":"object","required":["file","operations","added","known","left"],"additionalProperties":false,"properties":{"file":{"type":"string"},"operations":{"$ref":"#/$defs/count"},"added":{"description":"Operations of the document that are covered in addition to those of the contract.","$ref":"#/$defs/count"},"known":{"description":"Operations of the contract.","$ref":"#/$defs/count"},"left":{"description":"Operations that are not covered, with the reason.","type":"array","items":{"type":"object","required":["operation","reason"],"additionalProperties":false,"properties":{"operation":{"type":"string"},"reason":{"type":"string"}}}}}},"shard":{"type":"object","required":["index","count","total"],"additionalProperties":false,"properties":{"index":{"type":"integer","minimum":1,"maximum":999999},"count":{"type":"integer","minimum":1,"maximum":999999},"total":{"$ref":"#/$defs/count"}}},"line":{"description":"Text without a line break.","type":"string","pattern":"^.*$"},"name":{"description":"Name of a release or of a rule set.","type":"string","pattern":"^[\\w.+-]{1,64}$"},"family":{"type":"string","pattern":"^[a-z0-9-]+$"},"id":{"description":"Family and name of a check.","type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"},"rule":{"description":"Name of a rule of the ledger.","type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"},"seed":{"type":"string","pattern":"^[\\w. -]*$"}}};
const schema36 = {"description":"ISO 8601, UTC.","type":"string","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"};
const schema37 = {"type":"number","minimum":0,"maximum":100000000000};
const schema38 = {"enum":["core","api","http"]};
const schema41 = {"type":"string","pattern":"^[\\w. -]*$"};
const schema33 = {"description":"Name of a release or of a rule set.","type":"string","pattern":"^[\\w.+-]{1,64}$"};
const schema40 = {"type":"integer","minimum":0,"maximum":1000000000};
const func1 = Object.prototype.hasOwnProperty;
const schema32 = {"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"const":"podflare-conformance"},"version":{"$ref":"#/$defs/name"}}};
const pattern4 = new RegExp("^[\\w.+-]{1,64}$", "u");

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
if(((data.name === undefined) && (missing0 = "name")) || ((data.version === undefined) && (missing0 = "version"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "name") || (key0 === "version"))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if("podflare-conformance" !== data.name){
validate21.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/const",keyword:"const",params:{allowedValue: "podflare-conformance"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
let data1 = data.version;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate21.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
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

const schema34 = {"description":"The openapi.yaml that the run used.","type":"object","required":["version","sha256"],"additionalProperties":false,"properties":{"version":{"$ref":"#/$defs/name"},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}};
const pattern6 = new RegExp("^[0-9a-f]{64}$", "u");

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
if(((data.version === undefined) && (missing0 = "version")) || ((data.sha256 === undefined) && (missing0 = "sha256"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "version") || (key0 === "sha256"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined){
let data0 = data.version;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate23.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sha256 !== undefined){
let data1 = data.sha256;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern6.test(data1)){
validate23.errors = [{instancePath:instancePath+"/sha256",schemaPath:"#/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/sha256",schemaPath:"#/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
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

const schema39 = {"type":"object","required":["index","count","total"],"additionalProperties":false,"properties":{"index":{"type":"integer","minimum":1,"maximum":999999},"count":{"type":"integer","minimum":1,"maximum":999999},"total":{"$ref":"#/$defs/count"}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.index === undefined) && (missing0 = "index")) || ((data.count === undefined) && (missing0 = "count"))) || ((data.total === undefined) && (missing0 = "total"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "index") || (key0 === "count")) || (key0 === "total"))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.index !== undefined){
let data0 = data.index;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 999999 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999999},message:"must be <= 999999"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data1 = data.count;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate25.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 999999 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999999},message:"must be <= 999999"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.total !== undefined){
let data2 = data.total;
const _errs6 = errors;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate25.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema43 = {"type":"object","required":["file","operations","added","known","left"],"additionalProperties":false,"properties":{"file":{"type":"string"},"operations":{"$ref":"#/$defs/count"},"added":{"description":"Operations of the document that are covered in addition to those of the contract.","$ref":"#/$defs/count"},"known":{"description":"Operations of the contract.","$ref":"#/$defs/count"},"left":{"description":"Operations that are not covered, with the reason.","type":"array","items":{"type":"object","required":["operation","reason"],"additionalProperties":false,"properties":{"operation":{"type":"string"},"reason":{"type":"string"}}}}}};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.file === undefined) && (missing0 = "file")) || ((data.operations === undefined) && (missing0 = "operations"))) || ((data.added === undefined) && (missing0 = "added"))) || ((data.known === undefined) && (missing0 = "known"))) || ((data.left === undefined) && (missing0 = "left"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "file") || (key0 === "operations")) || (key0 === "added")) || (key0 === "known")) || (key0 === "left"))){
validate27.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.file !== undefined){
const _errs2 = errors;
if(typeof data.file !== "string"){
validate27.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.operations !== undefined){
let data1 = data.operations;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate27.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000000 || isNaN(data1)){
validate27.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate27.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.added !== undefined){
let data2 = data.added;
const _errs7 = errors;
const _errs8 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate27.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs8){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate27.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate27.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.known !== undefined){
let data3 = data.known;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate27.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000000 || isNaN(data3)){
validate27.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate27.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.left !== undefined){
let data4 = data.left;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data4)){
var valid4 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs15 = errors;
if(errors === _errs15){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.operation === undefined) && (missing1 = "operation")) || ((data5.reason === undefined) && (missing1 = "reason"))){
validate27.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs17 = errors;
for(const key1 in data5){
if(!((key1 === "operation") || (key1 === "reason"))){
validate27.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs17 === errors){
if(data5.operation !== undefined){
const _errs18 = errors;
if(typeof data5.operation !== "string"){
validate27.errors = [{instancePath:instancePath+"/left/" + i0+"/operation",schemaPath:"#/properties/left/items/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.reason !== undefined){
const _errs20 = errors;
if(typeof data5.reason !== "string"){
validate27.errors = [{instancePath:instancePath+"/left/" + i0+"/reason",schemaPath:"#/properties/left/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs15 === errors;
if(!valid4){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/left",schemaPath:"#/properties/left/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs13 === errors;
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
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"type":"object","required":["checks","cases","requests"],"additionalProperties":false,"properties":{"checks":{"description":"Number of checks by outcome.","type":"object","required":["pass","note","warn","skip","fail","untestable","error"],"additionalProperties":false,"properties":{"pass":{"$ref":"#/$defs/count"},"note":{"$ref":"#/$defs/count"},"warn":{"$ref":"#/$defs/count"},"skip":{"$ref":"#/$defs/count"},"fail":{"$ref":"#/$defs/count"},"untestable":{"$ref":"#/$defs/count"},"error":{"$ref":"#/$defs/count"}}},"cases":{"$ref":"#/$defs/count"},"requests":{"$ref":"#/$defs/count"}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.checks === undefined) && (missing0 = "checks")) || ((data.cases === undefined) && (missing0 = "cases"))) || ((data.requests === undefined) && (missing0 = "requests"))){
validate29.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "checks") || (key0 === "cases")) || (key0 === "requests"))){
validate29.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.checks !== undefined){
let data0 = data.checks;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((((((((data0.pass === undefined) && (missing1 = "pass")) || ((data0.note === undefined) && (missing1 = "note"))) || ((data0.warn === undefined) && (missing1 = "warn"))) || ((data0.skip === undefined) && (missing1 = "skip"))) || ((data0.fail === undefined) && (missing1 = "fail"))) || ((data0.untestable === undefined) && (missing1 = "untestable"))) || ((data0.error === undefined) && (missing1 = "error"))){
validate29.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(((((((key1 === "pass") || (key1 === "note")) || (key1 === "warn")) || (key1 === "skip")) || (key1 === "fail")) || (key1 === "untestable")) || (key1 === "error"))){
validate29.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.pass !== undefined){
let data1 = data0.pass;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate29.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000000 || isNaN(data1)){
validate29.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate29.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.note !== undefined){
let data2 = data0.note;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate29.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate29.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate29.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.warn !== undefined){
let data3 = data0.warn;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate29.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000000 || isNaN(data3)){
validate29.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate29.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.skip !== undefined){
let data4 = data0.skip;
const _errs14 = errors;
const _errs15 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate29.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000000000 || isNaN(data4)){
validate29.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate29.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.fail !== undefined){
let data5 = data0.fail;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate29.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000000000 || isNaN(data5)){
validate29.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate29.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.untestable !== undefined){
let data6 = data0.untestable;
const _errs20 = errors;
const _errs21 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate29.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs21){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000000000 || isNaN(data6)){
validate29.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate29.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.error !== undefined){
let data7 = data0.error;
const _errs23 = errors;
const _errs24 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate29.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1000000000 || isNaN(data7)){
validate29.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate29.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs23 === errors;
}
else {
var valid1 = true;
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
validate29.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cases !== undefined){
let data8 = data.cases;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate29.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1000000000 || isNaN(data8)){
validate29.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate29.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requests !== undefined){
let data9 = data.requests;
const _errs29 = errors;
const _errs30 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate29.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs30){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1000000000 || isNaN(data9)){
validate29.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate29.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema58 = {"type":"object","required":["id","family","level","profile","rule","title","outcome","why","fix","cases","rerun"],"additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/id"},"family":{"$ref":"#/$defs/family"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"#/$defs/profile"},"rule":{"$ref":"#/$defs/rule"},"title":{"$ref":"#/$defs/line"},"outcome":{"$ref":"#/$defs/outcome"},"reason":{"type":"string","description":"Why no case could be judged."},"why":{"type":"string"},"fix":{"type":"string"},"cases":{"type":"array","items":{"$ref":"#/$defs/case"},"maxItems":100000},"rerun":{"type":"string","description":"Shell command that runs only this check again."},"excuse":{"$ref":"#/$defs/excuse"},"newSince":{"description":"The rule set of the run, if it does not contain this check. The check then does not count.","$ref":"#/$defs/name"}}};
const schema59 = {"description":"Family and name of a check.","type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"};
const schema60 = {"type":"string","pattern":"^[a-z0-9-]+$"};
const schema62 = {"description":"Name of a rule of the ledger.","type":"string","pattern":"^[a-z0-9-]+/[a-z0-9.-]+$"};
const schema63 = {"description":"Text without a line break.","type":"string","pattern":"^.*$"};
const schema64 = {"description":"fail, warn and note: a MUST, SHOULD or MAY is violated. untestable: the control request failed, which counts at the level of the check. error: a bug in podflare-conformance.","enum":["pass","note","warn","skip","fail","untestable","error"]};
const schema71 = {"description":"Why the finding does not fail the run: its entry in the baseline, or a check that is new since the rule set.","type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string"},"issue":{"type":"string"},"until":{"type":"string","description":"Last day on which the entry applies, UTC.","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}}};
const pattern11 = new RegExp("^[a-z0-9-]+/[a-z0-9.-]+$", "u");
const pattern12 = new RegExp("^[a-z0-9-]+$", "u");
const pattern14 = new RegExp("^.*$", "u");
const pattern16 = new RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u");
const schema65 = {"type":"object","required":["name","configuration","outcome","exchanges","retries","durationMs"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Empty if the check has a single case."},"configuration":{"description":"Empty if the check launches servers itself.","type":"string","pattern":"^[a-z0-9-]*$"},"outcome":{"$ref":"#/$defs/outcome"},"expected":{"type":"string"},"actual":{"type":"string"},"reason":{"type":"string","description":"Why the case was skipped, or what went wrong."},"exchanges":{"description":"The exchanges of a case that did not pass. The last one is the exchange that was judged.","type":"array","items":{"$ref":"#/$defs/exchange"}},"curl":{"type":"string","description":"Shell command that sends the judged request byte for byte."},"retries":{"$ref":"#/$defs/count"},"durationMs":{"$ref":"#/$defs/milliseconds"}}};
const pattern10 = new RegExp("^[a-z0-9-]*$", "u");
const schema67 = {"type":"object","required":["role","sent","durationMs"],"additionalProperties":false,"properties":{"role":{"enum":["control","probe","step"]},"sent":{"type":"string","description":"The request. Bytes that are not printable ASCII are written as \\xNN."},"received":{"type":"string"},"failure":{"type":"string","description":"Why there was no complete response."},"turn":{"type":"integer","minimum":2,"description":"Position of the request on its connection. Absent for the first request. The curl command opens a new connection.","maximum":1000000000},"durationMs":{"$ref":"#/$defs/milliseconds"}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
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
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "role") || (key0 === "sent")) || (key0 === "received")) || (key0 === "failure")) || (key0 === "turn")) || (key0 === "durationMs"))){
validate33.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.role !== undefined){
let data0 = data.role;
const _errs2 = errors;
if(!(((data0 === "control") || (data0 === "probe")) || (data0 === "step"))){
validate33.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/enum",keyword:"enum",params:{allowedValues: schema67.properties.role.enum},message:"must be equal to one of the allowed values"}];
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
validate33.errors = [{instancePath:instancePath+"/sent",schemaPath:"#/properties/sent/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate33.errors = [{instancePath:instancePath+"/received",schemaPath:"#/properties/received/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate33.errors = [{instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate33.errors = [{instancePath:instancePath+"/turn",schemaPath:"#/properties/turn/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000000000 || isNaN(data4)){
validate33.errors = [{instancePath:instancePath+"/turn",schemaPath:"#/properties/turn/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data4 < 2 || isNaN(data4)){
validate33.errors = [{instancePath:instancePath+"/turn",schemaPath:"#/properties/turn/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"}];
return false;
}
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
if(data5 > 100000000000 || isNaN(data5)){
validate33.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate33.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
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
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
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
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema65.properties, key0))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate32.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configuration !== undefined){
let data1 = data.configuration;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern10.test(data1)){
validate32.errors = [{instancePath:instancePath+"/configuration",schemaPath:"#/properties/configuration/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]*$"},message:"must match pattern \""+"^[a-z0-9-]*$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/configuration",schemaPath:"#/properties/configuration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
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
validate32.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values"}];
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
validate32.errors = [{instancePath:instancePath+"/expected",schemaPath:"#/properties/expected/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate32.errors = [{instancePath:instancePath+"/actual",schemaPath:"#/properties/actual/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate32.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(!(validate33(data6[i0], {instancePath:instancePath+"/exchanges/" + i0,parentData:data6,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
var valid2 = _errs16 === errors;
if(!valid2){
break;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/exchanges",schemaPath:"#/properties/exchanges/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
validate32.errors = [{instancePath:instancePath+"/curl",schemaPath:"#/properties/curl/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate32.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1000000000 || isNaN(data9)){
validate32.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate32.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
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
if(data10 > 100000000000 || isNaN(data10)){
validate32.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate32.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
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
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
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
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema58.properties, key0))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
validate31.errors = [{instancePath:instancePath+"/id",schemaPath:"#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/id",schemaPath:"#/$defs/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
let data1 = data.family;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern12.test(data1)){
validate31.errors = [{instancePath:instancePath+"/family",schemaPath:"#/$defs/family/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/family",schemaPath:"#/$defs/family/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.level !== undefined){
let data2 = data.level;
const _errs8 = errors;
if(!(((data2 === "must") || (data2 === "should")) || (data2 === "may"))){
validate31.errors = [{instancePath:instancePath+"/level",schemaPath:"#/properties/level/enum",keyword:"enum",params:{allowedValues: schema58.properties.level.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profile !== undefined){
let data3 = data.profile;
const _errs9 = errors;
if(!(((data3 === "core") || (data3 === "api")) || (data3 === "http"))){
validate31.errors = [{instancePath:instancePath+"/profile",schemaPath:"#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rule !== undefined){
let data4 = data.rule;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(!pattern11.test(data4)){
validate31.errors = [{instancePath:instancePath+"/rule",schemaPath:"#/$defs/rule/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/rule",schemaPath:"#/$defs/rule/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data5 = data.title;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data5 === "string"){
if(!pattern14.test(data5)){
validate31.errors = [{instancePath:instancePath+"/title",schemaPath:"#/$defs/line/pattern",keyword:"pattern",params:{pattern: "^.*$"},message:"must match pattern \""+"^.*$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/title",schemaPath:"#/$defs/line/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined){
let data6 = data.outcome;
const _errs17 = errors;
if(!(((((((data6 === "pass") || (data6 === "note")) || (data6 === "warn")) || (data6 === "skip")) || (data6 === "fail")) || (data6 === "untestable")) || (data6 === "error"))){
validate31.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs19 = errors;
if(typeof data.reason !== "string"){
validate31.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.why !== undefined){
const _errs21 = errors;
if(typeof data.why !== "string"){
validate31.errors = [{instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fix !== undefined){
const _errs23 = errors;
if(typeof data.fix !== "string"){
validate31.errors = [{instancePath:instancePath+"/fix",schemaPath:"#/properties/fix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cases !== undefined){
let data10 = data.cases;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data10)){
if(data10.length > 100000){
validate31.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"}];
return false;
}
else {
var valid7 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
const _errs27 = errors;
if(!(validate32(data10[i0], {instancePath:instancePath+"/cases/" + i0,parentData:data10,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid7 = _errs27 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rerun !== undefined){
const _errs28 = errors;
if(typeof data.rerun !== "string"){
validate31.errors = [{instancePath:instancePath+"/rerun",schemaPath:"#/properties/rerun/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.excuse !== undefined){
let data13 = data.excuse;
const _errs30 = errors;
const _errs31 = errors;
if(errors === _errs31){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing1;
if((data13.reason === undefined) && (missing1 = "reason")){
validate31.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/$defs/excuse/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs33 = errors;
for(const key1 in data13){
if(!(((key1 === "reason") || (key1 === "issue")) || (key1 === "until"))){
validate31.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/$defs/excuse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs33 === errors){
if(data13.reason !== undefined){
const _errs34 = errors;
if(typeof data13.reason !== "string"){
validate31.errors = [{instancePath:instancePath+"/excuse/reason",schemaPath:"#/$defs/excuse/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs34 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.issue !== undefined){
const _errs36 = errors;
if(typeof data13.issue !== "string"){
validate31.errors = [{instancePath:instancePath+"/excuse/issue",schemaPath:"#/$defs/excuse/properties/issue/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs36 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.until !== undefined){
let data16 = data13.until;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data16 === "string"){
if(!pattern16.test(data16)){
validate31.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"#/$defs/excuse/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"},message:"must match pattern \""+"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"#/$defs/excuse/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs38 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/excuse",schemaPath:"#/$defs/excuse/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.newSince !== undefined){
let data17 = data.newSince;
const _errs40 = errors;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data17 === "string"){
if(!pattern4.test(data17)){
validate31.errors = [{instancePath:instancePath+"/newSince",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/newSince",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs40 === errors;
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
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const pattern7 = new RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$", "u");
const pattern8 = new RegExp("^[\\w. -]*$", "u");

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
const _errs3 = errors;
if(!(validate21(data.suite, {instancePath:instancePath+"/suite",parentData:data,parentDataProperty:"suite",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contract !== undefined){
const _errs4 = errors;
if(!(validate23(data.contract, {instancePath:instancePath+"/contract",parentData:data,parentDataProperty:"contract",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
let data3 = data.target;
const _errs5 = errors;
if(errors === _errs5){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing1;
if(((data3.kind === undefined) && (missing1 = "kind")) || ((data3.label === undefined) && (missing1 = "label"))){
validate20.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs7 = errors;
for(const key1 in data3){
if(!((key1 === "kind") || (key1 === "label"))){
validate20.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs7 === errors){
if(data3.kind !== undefined){
let data4 = data3.kind;
const _errs8 = errors;
if(!((((data4 === "url") || (data4 === "process")) || (data4 === "container")) || (data4 === "in-process"))){
validate20.errors = [{instancePath:instancePath+"/target/kind",schemaPath:"#/properties/target/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.target.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data3.label !== undefined){
const _errs9 = errors;
if(typeof data3.label !== "string"){
validate20.errors = [{instancePath:instancePath+"/target/label",schemaPath:"#/properties/target/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
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
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined){
let data6 = data.startedAt;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data6 === "string"){
if(!pattern7.test(data6)){
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"},message:"must match pattern \""+"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data7 = data.durationMs;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 100000000000 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profiles !== undefined){
let data8 = data.profiles;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data8)){
var valid4 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
const _errs19 = errors;
if(!(((data9 === "core") || (data9 === "api")) || (data9 === "http"))){
validate20.errors = [{instancePath:instancePath+"/profiles/" + i0,schemaPath:"#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid4 = _errs19 === errors;
if(!valid4){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.strict !== undefined){
const _errs21 = errors;
if(typeof data.strict !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/strict",schemaPath:"#/properties/strict/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shard !== undefined){
const _errs23 = errors;
if(!(validate25(data.shard, {instancePath:instancePath+"/shard",parentData:data,parentDataProperty:"shard",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seed !== undefined){
let data12 = data.seed;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data12 === "string"){
if(!pattern8.test(data12)){
validate20.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/$defs/seed/pattern",keyword:"pattern",params:{pattern: "^[\\w. -]*$"},message:"must match pattern \""+"^[\\w. -]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/$defs/seed/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rules !== undefined){
let data13 = data.rules;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
validate20.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/rules",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.spec !== undefined){
const _errs30 = errors;
if(!(validate27(data.spec, {instancePath:instancePath+"/spec",parentData:data,parentDataProperty:"spec",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
let data15 = data.verdict;
const _errs31 = errors;
if(!((data15 === "conformant") || (data15 === "not conformant"))){
validate20.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema31.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stopped !== undefined){
const _errs32 = errors;
if(typeof data.stopped !== "string"){
validate20.errors = [{instancePath:instancePath+"/stopped",schemaPath:"#/properties/stopped/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data17 = data.exitCode;
const _errs34 = errors;
if(!((((data17 === 0) || (data17 === 1)) || (data17 === 2)) || (data17 === 4))){
validate20.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/properties/exitCode/enum",keyword:"enum",params:{allowedValues: schema31.properties.exitCode.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
const _errs35 = errors;
if(!(validate29(data.summary, {instancePath:instancePath+"/summary",parentData:data,parentDataProperty:"summary",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.launches !== undefined){
let data19 = data.launches;
const _errs36 = errors;
if(errors === _errs36){
if(Array.isArray(data19)){
if(data19.length > 1000000){
validate20.errors = [{instancePath:instancePath+"/launches",schemaPath:"#/properties/launches/maxItems",keyword:"maxItems",params:{limit: 1000000},message:"must NOT have more than 1000000 items"}];
return false;
}
else {
var valid8 = true;
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
let data20 = data19[i1];
const _errs38 = errors;
if(errors === _errs38){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing2;
if((((data20.configuration === undefined) && (missing2 = "configuration")) || ((data20.startMs === undefined) && (missing2 = "startMs"))) || ((data20.outcome === undefined) && (missing2 = "outcome"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1,schemaPath:"#/properties/launches/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs40 = errors;
for(const key2 in data20){
if(!(((key2 === "configuration") || (key2 === "startMs")) || (key2 === "outcome"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1,schemaPath:"#/properties/launches/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs40 === errors){
if(data20.configuration !== undefined){
let data21 = data20.configuration;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data21 === "string"){
if(!pattern10.test(data21)){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/configuration",schemaPath:"#/properties/launches/items/properties/configuration/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]*$"},message:"must match pattern \""+"^[a-z0-9-]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/configuration",schemaPath:"#/properties/launches/items/properties/configuration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs41 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data20.startMs !== undefined){
let data22 = data20.startMs;
const _errs43 = errors;
const _errs44 = errors;
if(errors === _errs44){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 100000000000 || isNaN(data22)){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/startMs",schemaPath:"#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data22 < 0 || isNaN(data22)){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/startMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/startMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid9 = _errs43 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data20.outcome !== undefined){
let data23 = data20.outcome;
const _errs46 = errors;
if(!(((data23 === "ready") || (data23 === "exited")) || (data23 === "silent"))){
validate20.errors = [{instancePath:instancePath+"/launches/" + i1+"/outcome",schemaPath:"#/properties/launches/items/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema31.properties.launches.items.properties.outcome.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid9 = _errs46 === errors;
}
else {
var valid9 = true;
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
var valid8 = _errs38 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/launches",schemaPath:"#/properties/launches/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.checks !== undefined){
let data24 = data.checks;
const _errs47 = errors;
if(errors === _errs47){
if(Array.isArray(data24)){
if(data24.length > 10000){
validate20.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid11 = true;
const len2 = data24.length;
for(let i2=0; i2<len2; i2++){
const _errs49 = errors;
if(!(validate31(data24[i2], {instancePath:instancePath+"/checks/" + i2,parentData:data24,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid11 = _errs49 === errors;
if(!valid11){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.baseline !== undefined){
let data26 = data.baseline;
const _errs50 = errors;
if(errors === _errs50){
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
let missing3;
if(((data26.excused === undefined) && (missing3 = "excused")) || ((data26.problems === undefined) && (missing3 = "problems"))){
validate20.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs52 = errors;
for(const key3 in data26){
if(!((key3 === "excused") || (key3 === "problems"))){
validate20.errors = [{instancePath:instancePath+"/baseline",schemaPath:"#/properties/baseline/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs52 === errors){
if(data26.excused !== undefined){
let data27 = data26.excused;
const _errs53 = errors;
const _errs54 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate20.errors = [{instancePath:instancePath+"/baseline/excused",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs54){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 1000000000 || isNaN(data27)){
validate20.errors = [{instancePath:instancePath+"/baseline/excused",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data27 < 0 || isNaN(data27)){
validate20.errors = [{instancePath:instancePath+"/baseline/excused",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid12 = _errs53 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data26.problems !== undefined){
let data28 = data26.problems;
const _errs56 = errors;
if(errors === _errs56){
if(Array.isArray(data28)){
var valid14 = true;
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
const _errs58 = errors;
if(errors === _errs58){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing4;
if((((data29.check === undefined) && (missing4 = "check")) || ((data29.kind === undefined) && (missing4 = "kind"))) || ((data29.message === undefined) && (missing4 = "message"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3,schemaPath:"#/properties/baseline/properties/problems/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs60 = errors;
for(const key4 in data29){
if(!(((key4 === "check") || (key4 === "kind")) || (key4 === "message"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3,schemaPath:"#/properties/baseline/properties/problems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs60 === errors){
if(data29.check !== undefined){
const _errs61 = errors;
if(typeof data29.check !== "string"){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/check",schemaPath:"#/properties/baseline/properties/problems/items/properties/check/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid15 = _errs61 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data29.kind !== undefined){
let data31 = data29.kind;
const _errs63 = errors;
if(!(((data31 === "stale") || (data31 === "expired")) || (data31 === "unmatched"))){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/kind",schemaPath:"#/properties/baseline/properties/problems/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.baseline.properties.problems.items.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid15 = _errs63 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data29.message !== undefined){
const _errs64 = errors;
if(typeof data29.message !== "string"){
validate20.errors = [{instancePath:instancePath+"/baseline/problems/" + i3+"/message",schemaPath:"#/properties/baseline/properties/problems/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid15 = _errs64 === errors;
}
else {
var valid15 = true;
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
var valid14 = _errs58 === errors;
if(!valid14){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/baseline/problems",schemaPath:"#/properties/baseline/properties/problems/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid12 = _errs56 === errors;
}
else {
var valid12 = true;
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
var valid0 = _errs50 === errors;
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

export const validateFleet = validate37;
const schema74 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Fleet of podflare-conformance","description":"The result of a run over many targets. Each check is described once. The report contains no keys.","type":"object","required":["schemaVersion","kind","suite","contract","startedAt","durationMs","profiles","strict","rules","seed","verdict","exitCode","checks","targets"],"additionalProperties":false,"properties":{"schemaVersion":{"const":1,"description":"Increases when a member changes its meaning or is removed."},"kind":{"const":"fleet"},"suite":{"$ref":"report.schema.json#/$defs/suite"},"contract":{"$ref":"report.schema.json#/$defs/contract"},"startedAt":{"$ref":"report.schema.json#/$defs/time"},"durationMs":{"$ref":"report.schema.json#/$defs/milliseconds"},"profiles":{"type":"array","items":{"$ref":"report.schema.json#/$defs/profile"}},"strict":{"type":"boolean"},"rules":{"description":"Name of the rule set, which defines the checks that count and their levels.","$ref":"report.schema.json#/$defs/name"},"seed":{"description":"Seed of all random values of the run.","$ref":"report.schema.json#/$defs/seed"},"spec":{"description":"How the OpenAPI document of --spec was used.","$ref":"report.schema.json#/$defs/spec"},"verdict":{"description":"conformant if every target is conformant.","enum":["conformant","not conformant"]},"exitCode":{"$ref":"#/$defs/exitCode"},"shard":{"description":"For a part of a run: its number, and how many targets the whole run has.","$ref":"report.schema.json#/$defs/shard"},"checks":{"type":"array","items":{"$ref":"#/$defs/text"},"maxItems":10000},"targets":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/target"}}},"$defs":{"exitCode":{"description":"0 conformant, 1 not conformant, 2 no check ran or wrong usage, 3 target not reached, 4 a bug in podflare-conformance. The exit code of a fleet is the highest one of its targets.","enum":[0,1,2,3,4]},"text":{"type":"object","required":["id","family","level","profile","rule","title","why","fix"],"additionalProperties":false,"properties":{"id":{"$ref":"report.schema.json#/$defs/id"},"family":{"$ref":"report.schema.json#/$defs/family"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"report.schema.json#/$defs/profile"},"rule":{"$ref":"report.schema.json#/$defs/rule"},"title":{"$ref":"report.schema.json#/$defs/line"},"why":{"type":"string"},"fix":{"type":"string"}}},"target":{"type":"object","required":["label","exitCode"],"additionalProperties":false,"properties":{"label":{"type":"string"},"exitCode":{"$ref":"#/$defs/exitCode"},"error":{"type":"string","description":"Why the target could not be checked. Its results are then absent."},"startedAt":{"$ref":"report.schema.json#/$defs/time"},"durationMs":{"$ref":"report.schema.json#/$defs/milliseconds"},"verdict":{"enum":["conformant","not conformant"]},"summary":{"$ref":"report.schema.json#/$defs/summary"},"results":{"type":"array","items":{"$ref":"#/$defs/result"},"maxItems":10000}},"oneOf":[{"required":["error"]},{"required":["startedAt","durationMs","verdict","summary","results"]}]},"result":{"type":"object","required":["id","outcome"],"additionalProperties":false,"properties":{"id":{"$ref":"report.schema.json#/$defs/id"},"outcome":{"$ref":"report.schema.json#/$defs/outcome"},"reason":{"type":"string"},"newSince":{"$ref":"report.schema.json#/$defs/name"},"excuse":{"$ref":"report.schema.json#/$defs/excuse"},"case":{"description":"The first case with the outcome of the check, and the exchange that was judged.","$ref":"report.schema.json#/$defs/case"},"rerun":{"type":"string","description":"Shell command that runs only this check again."}}}}};
const schema88 = {"description":"0 conformant, 1 not conformant, 2 no check ran or wrong usage, 3 target not reached, 4 a bug in podflare-conformance. The exit code of a fleet is the highest one of its targets.","enum":[0,1,2,3,4]};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate38.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.name === undefined) && (missing0 = "name")) || ((data.version === undefined) && (missing0 = "version"))){
validate38.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "name") || (key0 === "version"))){
validate38.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if("podflare-conformance" !== data.name){
validate38.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/const",keyword:"const",params:{allowedValue: "podflare-conformance"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
let data1 = data.version;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate38.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate38.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}
validate38.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.version === undefined) && (missing0 = "version")) || ((data.sha256 === undefined) && (missing0 = "sha256"))){
validate40.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "version") || (key0 === "sha256"))){
validate40.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined){
let data0 = data.version;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate40.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/version",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sha256 !== undefined){
let data1 = data.sha256;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern6.test(data1)){
validate40.errors = [{instancePath:instancePath+"/sha256",schemaPath:"#/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/sha256",schemaPath:"#/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.file === undefined) && (missing0 = "file")) || ((data.operations === undefined) && (missing0 = "operations"))) || ((data.added === undefined) && (missing0 = "added"))) || ((data.known === undefined) && (missing0 = "known"))) || ((data.left === undefined) && (missing0 = "left"))){
validate42.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "file") || (key0 === "operations")) || (key0 === "added")) || (key0 === "known")) || (key0 === "left"))){
validate42.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.file !== undefined){
const _errs2 = errors;
if(typeof data.file !== "string"){
validate42.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.operations !== undefined){
let data1 = data.operations;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate42.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000000 || isNaN(data1)){
validate42.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate42.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.added !== undefined){
let data2 = data.added;
const _errs7 = errors;
const _errs8 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate42.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs8){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate42.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate42.errors = [{instancePath:instancePath+"/added",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.known !== undefined){
let data3 = data.known;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate42.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000000 || isNaN(data3)){
validate42.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate42.errors = [{instancePath:instancePath+"/known",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.left !== undefined){
let data4 = data.left;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data4)){
var valid4 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs15 = errors;
if(errors === _errs15){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.operation === undefined) && (missing1 = "operation")) || ((data5.reason === undefined) && (missing1 = "reason"))){
validate42.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs17 = errors;
for(const key1 in data5){
if(!((key1 === "operation") || (key1 === "reason"))){
validate42.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs17 === errors){
if(data5.operation !== undefined){
const _errs18 = errors;
if(typeof data5.operation !== "string"){
validate42.errors = [{instancePath:instancePath+"/left/" + i0+"/operation",schemaPath:"#/properties/left/items/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.reason !== undefined){
const _errs20 = errors;
if(typeof data5.reason !== "string"){
validate42.errors = [{instancePath:instancePath+"/left/" + i0+"/reason",schemaPath:"#/properties/left/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/left/" + i0,schemaPath:"#/properties/left/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs15 === errors;
if(!valid4){
break;
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/left",schemaPath:"#/properties/left/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs13 === errors;
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
else {
validate42.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.index === undefined) && (missing0 = "index")) || ((data.count === undefined) && (missing0 = "count"))) || ((data.total === undefined) && (missing0 = "total"))){
validate44.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "index") || (key0 === "count")) || (key0 === "total"))){
validate44.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.index !== undefined){
let data0 = data.index;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate44.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 999999 || isNaN(data0)){
validate44.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999999},message:"must be <= 999999"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate44.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data1 = data.count;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 999999 || isNaN(data1)){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999999},message:"must be <= 999999"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.total !== undefined){
let data2 = data.total;
const _errs6 = errors;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate44.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate44.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate44.errors = [{instancePath:instancePath+"/total",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema91 = {"type":"object","required":["id","family","level","profile","rule","title","why","fix"],"additionalProperties":false,"properties":{"id":{"$ref":"report.schema.json#/$defs/id"},"family":{"$ref":"report.schema.json#/$defs/family"},"level":{"enum":["must","should","may"]},"profile":{"$ref":"report.schema.json#/$defs/profile"},"rule":{"$ref":"report.schema.json#/$defs/rule"},"title":{"$ref":"report.schema.json#/$defs/line"},"why":{"type":"string"},"fix":{"type":"string"}}};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.id === undefined) && (missing0 = "id")) || ((data.family === undefined) && (missing0 = "family"))) || ((data.level === undefined) && (missing0 = "level"))) || ((data.profile === undefined) && (missing0 = "profile"))) || ((data.rule === undefined) && (missing0 = "rule"))) || ((data.title === undefined) && (missing0 = "title"))) || ((data.why === undefined) && (missing0 = "why"))) || ((data.fix === undefined) && (missing0 = "fix"))){
validate46.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "id") || (key0 === "family")) || (key0 === "level")) || (key0 === "profile")) || (key0 === "rule")) || (key0 === "title")) || (key0 === "why")) || (key0 === "fix"))){
validate46.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
validate46.errors = [{instancePath:instancePath+"/id",schemaPath:"report.schema.json#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/id",schemaPath:"report.schema.json#/$defs/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
let data1 = data.family;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern12.test(data1)){
validate46.errors = [{instancePath:instancePath+"/family",schemaPath:"report.schema.json#/$defs/family/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/family",schemaPath:"report.schema.json#/$defs/family/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.level !== undefined){
let data2 = data.level;
const _errs8 = errors;
if(!(((data2 === "must") || (data2 === "should")) || (data2 === "may"))){
validate46.errors = [{instancePath:instancePath+"/level",schemaPath:"#/properties/level/enum",keyword:"enum",params:{allowedValues: schema91.properties.level.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profile !== undefined){
let data3 = data.profile;
const _errs9 = errors;
if(!(((data3 === "core") || (data3 === "api")) || (data3 === "http"))){
validate46.errors = [{instancePath:instancePath+"/profile",schemaPath:"report.schema.json#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rule !== undefined){
let data4 = data.rule;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(!pattern11.test(data4)){
validate46.errors = [{instancePath:instancePath+"/rule",schemaPath:"report.schema.json#/$defs/rule/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/rule",schemaPath:"report.schema.json#/$defs/rule/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data5 = data.title;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data5 === "string"){
if(!pattern14.test(data5)){
validate46.errors = [{instancePath:instancePath+"/title",schemaPath:"report.schema.json#/$defs/line/pattern",keyword:"pattern",params:{pattern: "^.*$"},message:"must match pattern \""+"^.*$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/title",schemaPath:"report.schema.json#/$defs/line/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.why !== undefined){
const _errs17 = errors;
if(typeof data.why !== "string"){
validate46.errors = [{instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate46.errors = [{instancePath:instancePath+"/fix",schemaPath:"#/properties/fix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs19 === errors;
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
else {
validate46.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema97 = {"type":"object","required":["label","exitCode"],"additionalProperties":false,"properties":{"label":{"type":"string"},"exitCode":{"$ref":"#/$defs/exitCode"},"error":{"type":"string","description":"Why the target could not be checked. Its results are then absent."},"startedAt":{"$ref":"report.schema.json#/$defs/time"},"durationMs":{"$ref":"report.schema.json#/$defs/milliseconds"},"verdict":{"enum":["conformant","not conformant"]},"summary":{"$ref":"report.schema.json#/$defs/summary"},"results":{"type":"array","items":{"$ref":"#/$defs/result"},"maxItems":10000}},"oneOf":[{"required":["error"]},{"required":["startedAt","durationMs","verdict","summary","results"]}]};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate49.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.checks === undefined) && (missing0 = "checks")) || ((data.cases === undefined) && (missing0 = "cases"))) || ((data.requests === undefined) && (missing0 = "requests"))){
validate49.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "checks") || (key0 === "cases")) || (key0 === "requests"))){
validate49.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.checks !== undefined){
let data0 = data.checks;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((((((((data0.pass === undefined) && (missing1 = "pass")) || ((data0.note === undefined) && (missing1 = "note"))) || ((data0.warn === undefined) && (missing1 = "warn"))) || ((data0.skip === undefined) && (missing1 = "skip"))) || ((data0.fail === undefined) && (missing1 = "fail"))) || ((data0.untestable === undefined) && (missing1 = "untestable"))) || ((data0.error === undefined) && (missing1 = "error"))){
validate49.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(((((((key1 === "pass") || (key1 === "note")) || (key1 === "warn")) || (key1 === "skip")) || (key1 === "fail")) || (key1 === "untestable")) || (key1 === "error"))){
validate49.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.pass !== undefined){
let data1 = data0.pass;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate49.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000000 || isNaN(data1)){
validate49.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate49.errors = [{instancePath:instancePath+"/checks/pass",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.note !== undefined){
let data2 = data0.note;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate49.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000000 || isNaN(data2)){
validate49.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate49.errors = [{instancePath:instancePath+"/checks/note",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.warn !== undefined){
let data3 = data0.warn;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate49.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000000 || isNaN(data3)){
validate49.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate49.errors = [{instancePath:instancePath+"/checks/warn",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.skip !== undefined){
let data4 = data0.skip;
const _errs14 = errors;
const _errs15 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate49.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000000000 || isNaN(data4)){
validate49.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate49.errors = [{instancePath:instancePath+"/checks/skip",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.fail !== undefined){
let data5 = data0.fail;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate49.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000000000 || isNaN(data5)){
validate49.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate49.errors = [{instancePath:instancePath+"/checks/fail",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.untestable !== undefined){
let data6 = data0.untestable;
const _errs20 = errors;
const _errs21 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate49.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs21){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000000000 || isNaN(data6)){
validate49.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate49.errors = [{instancePath:instancePath+"/checks/untestable",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.error !== undefined){
let data7 = data0.error;
const _errs23 = errors;
const _errs24 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate49.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1000000000 || isNaN(data7)){
validate49.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate49.errors = [{instancePath:instancePath+"/checks/error",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs23 === errors;
}
else {
var valid1 = true;
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
validate49.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cases !== undefined){
let data8 = data.cases;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate49.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1000000000 || isNaN(data8)){
validate49.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate49.errors = [{instancePath:instancePath+"/cases",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requests !== undefined){
let data9 = data.requests;
const _errs29 = errors;
const _errs30 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate49.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs30){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1000000000 || isNaN(data9)){
validate49.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate49.errors = [{instancePath:instancePath+"/requests",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate49.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate49.errors = vErrors;
return errors === 0;
}
validate49.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema111 = {"type":"object","required":["id","outcome"],"additionalProperties":false,"properties":{"id":{"$ref":"report.schema.json#/$defs/id"},"outcome":{"$ref":"report.schema.json#/$defs/outcome"},"reason":{"type":"string"},"newSince":{"$ref":"report.schema.json#/$defs/name"},"excuse":{"$ref":"report.schema.json#/$defs/excuse"},"case":{"description":"The first case with the outcome of the check, and the exchange that was judged.","$ref":"report.schema.json#/$defs/case"},"rerun":{"type":"string","description":"Shell command that runs only this check again."}}};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
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
validate52.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema65.properties, key0))){
validate52.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate52.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configuration !== undefined){
let data1 = data.configuration;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern10.test(data1)){
validate52.errors = [{instancePath:instancePath+"/configuration",schemaPath:"#/properties/configuration/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]*$"},message:"must match pattern \""+"^[a-z0-9-]*$"+"\""}];
return false;
}
}
else {
validate52.errors = [{instancePath:instancePath+"/configuration",schemaPath:"#/properties/configuration/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
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
validate52.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values"}];
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
validate52.errors = [{instancePath:instancePath+"/expected",schemaPath:"#/properties/expected/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate52.errors = [{instancePath:instancePath+"/actual",schemaPath:"#/properties/actual/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate52.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(!(validate33(data6[i0], {instancePath:instancePath+"/exchanges/" + i0,parentData:data6,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
var valid2 = _errs16 === errors;
if(!valid2){
break;
}
}
}
else {
validate52.errors = [{instancePath:instancePath+"/exchanges",schemaPath:"#/properties/exchanges/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
validate52.errors = [{instancePath:instancePath+"/curl",schemaPath:"#/properties/curl/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate52.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1000000000 || isNaN(data9)){
validate52.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate52.errors = [{instancePath:instancePath+"/retries",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
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
if(data10 > 100000000000 || isNaN(data10)){
validate52.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate52.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate52.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
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
validate52.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate51.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.id === undefined) && (missing0 = "id")) || ((data.outcome === undefined) && (missing0 = "outcome"))){
validate51.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "id") || (key0 === "outcome")) || (key0 === "reason")) || (key0 === "newSince")) || (key0 === "excuse")) || (key0 === "case")) || (key0 === "rerun"))){
validate51.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
validate51.errors = [{instancePath:instancePath+"/id",schemaPath:"report.schema.json#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+/[a-z0-9.-]+$"},message:"must match pattern \""+"^[a-z0-9-]+/[a-z0-9.-]+$"+"\""}];
return false;
}
}
else {
validate51.errors = [{instancePath:instancePath+"/id",schemaPath:"report.schema.json#/$defs/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined){
let data1 = data.outcome;
const _errs5 = errors;
if(!(((((((data1 === "pass") || (data1 === "note")) || (data1 === "warn")) || (data1 === "skip")) || (data1 === "fail")) || (data1 === "untestable")) || (data1 === "error"))){
validate51.errors = [{instancePath:instancePath+"/outcome",schemaPath:"report.schema.json#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs7 = errors;
if(typeof data.reason !== "string"){
validate51.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.newSince !== undefined){
let data3 = data.newSince;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
validate51.errors = [{instancePath:instancePath+"/newSince",schemaPath:"report.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate51.errors = [{instancePath:instancePath+"/newSince",schemaPath:"report.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.excuse !== undefined){
let data4 = data.excuse;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((data4.reason === undefined) && (missing1 = "reason")){
validate51.errors = [{instancePath:instancePath+"/excuse",schemaPath:"report.schema.json#/$defs/excuse/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs15 = errors;
for(const key1 in data4){
if(!(((key1 === "reason") || (key1 === "issue")) || (key1 === "until"))){
validate51.errors = [{instancePath:instancePath+"/excuse",schemaPath:"report.schema.json#/$defs/excuse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs15 === errors){
if(data4.reason !== undefined){
const _errs16 = errors;
if(typeof data4.reason !== "string"){
validate51.errors = [{instancePath:instancePath+"/excuse/reason",schemaPath:"report.schema.json#/$defs/excuse/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.issue !== undefined){
const _errs18 = errors;
if(typeof data4.issue !== "string"){
validate51.errors = [{instancePath:instancePath+"/excuse/issue",schemaPath:"report.schema.json#/$defs/excuse/properties/issue/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.until !== undefined){
let data7 = data4.until;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data7 === "string"){
if(!pattern16.test(data7)){
validate51.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"report.schema.json#/$defs/excuse/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"},message:"must match pattern \""+"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"+"\""}];
return false;
}
}
else {
validate51.errors = [{instancePath:instancePath+"/excuse/until",schemaPath:"report.schema.json#/$defs/excuse/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate51.errors = [{instancePath:instancePath+"/excuse",schemaPath:"report.schema.json#/$defs/excuse/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.case !== undefined){
const _errs22 = errors;
if(!(validate52(data.case, {instancePath:instancePath+"/case",parentData:data,parentDataProperty:"case",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rerun !== undefined){
const _errs23 = errors;
if(typeof data.rerun !== "string"){
validate51.errors = [{instancePath:instancePath+"/rerun",schemaPath:"#/properties/rerun/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs23 === errors;
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
else {
validate51.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate51.errors = vErrors;
return errors === 0;
}
validate51.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
let passing0 = null;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.error === undefined) && (missing0 = "error")){
const err0 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((((((data.startedAt === undefined) && (missing1 = "startedAt")) || ((data.durationMs === undefined) && (missing1 = "durationMs"))) || ((data.verdict === undefined) && (missing1 = "verdict"))) || ((data.summary === undefined) && (missing1 = "summary"))) || ((data.results === undefined) && (missing1 = "results"))){
const err1 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
}
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate48.errors = vErrors;
return false;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((data.label === undefined) && (missing2 = "label")) || ((data.exitCode === undefined) && (missing2 = "exitCode"))){
validate48.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 in data){
if(!((((((((key0 === "label") || (key0 === "exitCode")) || (key0 === "error")) || (key0 === "startedAt")) || (key0 === "durationMs")) || (key0 === "verdict")) || (key0 === "summary")) || (key0 === "results"))){
validate48.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.label !== undefined){
const _errs5 = errors;
if(typeof data.label !== "string"){
validate48.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.exitCode !== undefined){
let data1 = data.exitCode;
const _errs7 = errors;
if(!(((((data1 === 0) || (data1 === 1)) || (data1 === 2)) || (data1 === 3)) || (data1 === 4))){
validate48.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/$defs/exitCode/enum",keyword:"enum",params:{allowedValues: schema88.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.error !== undefined){
const _errs9 = errors;
if(typeof data.error !== "string"){
validate48.errors = [{instancePath:instancePath+"/error",schemaPath:"#/properties/error/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.startedAt !== undefined){
let data3 = data.startedAt;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(!pattern7.test(data3)){
validate48.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"report.schema.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"},message:"must match pattern \""+"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"+"\""}];
return false;
}
}
else {
validate48.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"report.schema.json#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.durationMs !== undefined){
let data4 = data.durationMs;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 100000000000 || isNaN(data4)){
validate48.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate48.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.verdict !== undefined){
let data5 = data.verdict;
const _errs17 = errors;
if(!((data5 === "conformant") || (data5 === "not conformant"))){
validate48.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema97.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.summary !== undefined){
const _errs18 = errors;
if(!(validate49(data.summary, {instancePath:instancePath+"/summary",parentData:data,parentDataProperty:"summary",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
var valid1 = _errs18 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.results !== undefined){
let data7 = data.results;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
if(data7.length > 10000){
validate48.errors = [{instancePath:instancePath+"/results",schemaPath:"#/properties/results/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
const _errs21 = errors;
if(!(validate51(data7[i0], {instancePath:instancePath+"/results/" + i0,parentData:data7,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
var valid5 = _errs21 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/results",schemaPath:"#/properties/results/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
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
validate48.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((((data.schemaVersion === undefined) && (missing0 = "schemaVersion")) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.suite === undefined) && (missing0 = "suite"))) || ((data.contract === undefined) && (missing0 = "contract"))) || ((data.startedAt === undefined) && (missing0 = "startedAt"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))) || ((data.profiles === undefined) && (missing0 = "profiles"))) || ((data.strict === undefined) && (missing0 = "strict"))) || ((data.rules === undefined) && (missing0 = "rules"))) || ((data.seed === undefined) && (missing0 = "seed"))) || ((data.verdict === undefined) && (missing0 = "verdict"))) || ((data.exitCode === undefined) && (missing0 = "exitCode"))) || ((data.checks === undefined) && (missing0 = "checks"))) || ((data.targets === undefined) && (missing0 = "targets"))){
validate37.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema74.properties, key0))){
validate37.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.schemaVersion !== undefined){
const _errs2 = errors;
if(1 !== data.schemaVersion){
validate37.errors = [{instancePath:instancePath+"/schemaVersion",schemaPath:"#/properties/schemaVersion/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
const _errs3 = errors;
if("fleet" !== data.kind){
validate37.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "fleet"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.suite !== undefined){
const _errs4 = errors;
if(!(validate38(data.suite, {instancePath:instancePath+"/suite",parentData:data,parentDataProperty:"suite",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contract !== undefined){
const _errs5 = errors;
if(!(validate40(data.contract, {instancePath:instancePath+"/contract",parentData:data,parentDataProperty:"contract",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined){
let data4 = data.startedAt;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data4 === "string"){
if(!pattern7.test(data4)){
validate37.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"report.schema.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"},message:"must match pattern \""+"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"report.schema.json#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data5 = data.durationMs;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100000000000 || isNaN(data5)){
validate37.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000000},message:"must be <= 100000000000"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate37.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"report.schema.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profiles !== undefined){
let data6 = data.profiles;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data6)){
var valid3 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs14 = errors;
if(!(((data7 === "core") || (data7 === "api")) || (data7 === "http"))){
validate37.errors = [{instancePath:instancePath+"/profiles/" + i0,schemaPath:"report.schema.json#/$defs/profile/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs14 === errors;
if(!valid3){
break;
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.strict !== undefined){
const _errs16 = errors;
if(typeof data.strict !== "boolean"){
validate37.errors = [{instancePath:instancePath+"/strict",schemaPath:"#/properties/strict/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rules !== undefined){
let data9 = data.rules;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
validate37.errors = [{instancePath:instancePath+"/rules",schemaPath:"report.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[\\w.+-]{1,64}$"},message:"must match pattern \""+"^[\\w.+-]{1,64}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/rules",schemaPath:"report.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seed !== undefined){
let data10 = data.seed;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data10 === "string"){
if(!pattern8.test(data10)){
validate37.errors = [{instancePath:instancePath+"/seed",schemaPath:"report.schema.json#/$defs/seed/pattern",keyword:"pattern",params:{pattern: "^[\\w. -]*$"},message:"must match pattern \""+"^[\\w. -]*$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/seed",schemaPath:"report.schema.json#/$defs/seed/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.spec !== undefined){
const _errs24 = errors;
if(!(validate42(data.spec, {instancePath:instancePath+"/spec",parentData:data,parentDataProperty:"spec",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
let data12 = data.verdict;
const _errs25 = errors;
if(!((data12 === "conformant") || (data12 === "not conformant"))){
validate37.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema74.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data13 = data.exitCode;
const _errs26 = errors;
if(!(((((data13 === 0) || (data13 === 1)) || (data13 === 2)) || (data13 === 3)) || (data13 === 4))){
validate37.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/$defs/exitCode/enum",keyword:"enum",params:{allowedValues: schema88.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shard !== undefined){
const _errs28 = errors;
if(!(validate44(data.shard, {instancePath:instancePath+"/shard",parentData:data,parentDataProperty:"shard",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.checks !== undefined){
let data15 = data.checks;
const _errs29 = errors;
if(errors === _errs29){
if(Array.isArray(data15)){
if(data15.length > 10000){
validate37.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid8 = true;
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
const _errs31 = errors;
if(!(validate46(data15[i1], {instancePath:instancePath+"/checks/" + i1,parentData:data15,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
var valid8 = _errs31 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.targets !== undefined){
let data17 = data.targets;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data17)){
if(data17.length < 1){
validate37.errors = [{instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid9 = true;
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
const _errs34 = errors;
if(!(validate48(data17[i2], {instancePath:instancePath+"/targets/" + i2,parentData:data17,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
var valid9 = _errs34 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs32 === errors;
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
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

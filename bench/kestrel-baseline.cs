#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false
#:property PublishSingleFile=true
#:property PublishTrimmed=true
#:property PublishReadyToRun=true
#:property PublishReadyToRunComposite=true
#:property DynamicCodeSupport=false
#:property EventSourceSupport=false
#:property DebuggerSupport=false
// What bench/run compares with: Kestrel and nothing else, published as the server is. It gives back answers that were recorded from the mock server, byte for byte,
// and for an upload it does what any program would: a .NET schema pass over the body.
//   bare URL [FOLDER]    FOLDER holds answers.json ([{ method, path, status, headers, body, chunked, judge }]; body names a file) and policy.xsd
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[0]).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();

if (args is not [_, var folder])
{
    app.MapGet("/", () => "ready");
    await app.RunAsync();
    return;
}

var schemas = new XmlSchemaSet { XmlResolver = null };
schemas.Add(null, Path.Combine(folder, "policy.xsd"));
schemas.Compile();

var answers = new Dictionary<(string Method, string Path), (int Status, KeyValuePair<string, string>[] Headers, byte[]? Body, bool IsChunked, bool Judge)>();
foreach (var one in JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "answers.json"))).RootElement.EnumerateArray())
{
    answers[(one.GetProperty("method").GetString()!, one.GetProperty("path").GetString()!)] = (
        one.GetProperty("status").GetInt32(),
        [.. one.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))],
        one.GetProperty("body").GetString() is { } file ? await File.ReadAllBytesAsync(Path.Combine(folder, file)) : null,
        one.GetProperty("chunked").GetBoolean(),
        one.GetProperty("judge").GetBoolean());
}

app.Run(async context =>
{
    if (!answers.TryGetValue((context.Request.Method, context.Request.Path.Value!), out var answer))
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    if (context.Request.ContentLength is { } length)
    {
        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body);
        if (answer.Judge)
            Judge(body);
    }

    context.Response.StatusCode = answer.Status;
    foreach (var (name, value) in answer.Headers)
        context.Response.Headers[name] = value;
    if (answer.Body is { } bytes)
    {
        if (!answer.IsChunked)
            context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }
});
await app.RunAsync();

void Judge(byte[] body)
{
    var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = schemas };
    settings.ValidationEventHandler += (_, e) => throw e.Exception;
    using var reader = XmlReader.Create(new MemoryStream(body), settings);
    while (reader.Read())
    {
    }
}

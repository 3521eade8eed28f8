#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=true
#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false
#:property EnableRequestDelegateGenerator=true
#:property EnableConfigurationBindingGenerator=true
#:property StaticWebAssetsEnabled=false
#:property SatelliteResourceLanguages=en
#:property PublishDocumentationFiles=false
#:property DebugType=none
#:property StripSymbols=true
// The baseline of bench/run: Kestrel without anything else, published with the same options as the server. It returns the responses that
// were recorded from the mock server, byte for byte, and validates the body of an upload against the schema with .NET's reader.
//   kestrel-baseline URL [FOLDER]    FOLDER contains responses.json ([{ method, path, status, headers, body, chunked, validate }]; body is a file name) and policy.xsd
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

var responses = new Dictionary<(string Method, string Path), (int Status, KeyValuePair<string, string>[] Headers, byte[]? Body, bool IsChunked, bool IsValidated)>();
foreach (var item in JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "responses.json"))).RootElement.EnumerateArray())
{
    responses[(item.GetProperty("method").GetString()!, item.GetProperty("path").GetString()!)] = (
        item.GetProperty("status").GetInt32(),
        [.. item.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))],
        item.GetProperty("body").GetString() is { } file ? await File.ReadAllBytesAsync(Path.Combine(folder, file)) : null,
        item.GetProperty("chunked").GetBoolean(),
        item.GetProperty("validate").GetBoolean());
}

app.Run(async context =>
{
    if (!responses.TryGetValue((context.Request.Method, context.Request.Path.Value!), out var response))
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    if (context.Request.ContentLength is { } length)
    {
        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body);
        if (response.IsValidated)
            Validate(body);
    }

    context.Response.StatusCode = response.Status;
    foreach (var (name, value) in response.Headers)
        context.Response.Headers[name] = value;
    if (response.Body is { } bytes)
    {
        if (!response.IsChunked)
            context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }
});
await app.RunAsync();

void Validate(byte[] body)
{
    var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = schemas };
    settings.ValidationEventHandler += (_, e) => throw e.Exception;
    using var reader = XmlReader.Create(new MemoryStream(body), settings);
    while (reader.Read())
    {
    }
}

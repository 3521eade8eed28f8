#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Measures the time of a full validation of each file of a chain against a plain .NET schema validation of the same bytes, alternating
// in one run. Then validates ten thousand uploads and prints the memory in use.
//   dotnet run -c Release bench/validation.cs -- FOLDER    (a folder of the starter pack: SocialAndLocalAccountsWithMfa has a base of 74 KB)
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Usage: validation.cs FOLDER");
    return 2;
}

var schemas = new XmlSchemaSet { XmlResolver = null };
schemas.Add(null, Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "bench", "..", "src", "TrustFramework.PolicyXml", "Schema", "TrustFrameworkPolicy.xsd"));
schemas.Compile();

var files = Directory.GetFiles(folder, "*.xml").Select(file => (Name: Path.GetFileName(file), Bytes: File.ReadAllBytes(file))).ToList();
var policies = files.Select(file => PolicyReader.Read(file.Bytes).Value).ToDictionary(policy => policy.PolicyId, PolicyDocument.IdComparer);
var mergedPolicies = new MergedPolicyCache();

var order = new List<(string Name, byte[] Bytes)>();
while (order.Count < files.Count)
{
    order.Add(files.First(file => !order.Contains(file)
        && (PolicyReader.Read(file.Bytes).Value.BasePolicyId is not { } id
            || !policies.ContainsKey(id)
            || order.Exists(previous => PolicyDocument.IdComparer.Equals(PolicyReader.Read(previous.Bytes).Value.PolicyId, id)))));
}

Console.WriteLine("| file | KB | schema validation, ms | full validation, ms | ratio |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (name, bytes) in order)
{
    var (schema, full) = (new List<double>(), new List<double>());
    for (var round = 0; round < 200; round++)
    {
        schema.Add(Time(() => ValidateSchema(bytes)));
        full.Add(Time(() => Validate(bytes, store: false)));
    }

    Validate(bytes, store: true);
    var (p, f) = (Median(schema), Median(full));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes.Length / 1024.0:0.0} | {p:0.00} | {f:0.00} | {f / p:0.00} |"));
}

var largest = order.MaxBy(file => file.Bytes.Length).Bytes;
for (var upload = 1; upload <= 10_000; upload++)
{
    Validate(largest, store: true);
    if (upload % 2000 == 0)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {upload} uploads {GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024:0.0} MB"));
}

return 0;

static double Time(Action action)
{
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; i < 5; i++)
        action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds / 5;
}

// Uses the second half of the rounds; the first half is warm-up.
static double Median(List<double> times) => times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);

// Decodes the bytes and reads the text with a validating reader, as a typical program does.
void ValidateSchema(byte[] bytes)
{
    var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = schemas };
    settings.ValidationEventHandler += (_, e) => throw e.Exception;
    using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), settings);
    while (reader.Read())
    {
    }
}

void Validate(byte[] bytes, bool store)
{
    var policy = PolicyReader.Read(bytes).Value;
    var chain = PolicyChain.Load(policy, id => policies.GetValueOrDefault(id), mergedPolicies);
    var result = PolicyValidator.Validate(new ValidationContext { Chain = chain, TargetTenant = new TargetTenant("none", null) });
    if (!result.IsValid)
        throw new InvalidOperationException(result.ToMessage(printTwice: false));
    if (store)
        policies[policy.PolicyId] = policy;
}

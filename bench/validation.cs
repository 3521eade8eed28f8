#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// What judging costs: full judgement of each file of the longest starter-pack chain against a plain .NET schema pass over the same
// bytes, in turns in the same run; then ten thousand uploads, to see whether memory stays flat.
//   dotnet run -c Release bench/judge.cs -- FOLDER    (a folder of the starter pack: SocialAndLocalAccountsWithMfa has the 74 KB base)
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using TrustFramework.PolicyXml;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Name the folder of a chain.");
    return 2;
}

var schemas = new XmlSchemaSet { XmlResolver = null };
schemas.Add(null, Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "bench", "..", "src", "TrustFramework.PolicyXml", "Schema", "TrustFrameworkPolicy.xsd"));
schemas.Compile();

var files = Directory.GetFiles(folder, "*.xml").Select(file => (Name: Path.GetFileName(file), Bytes: File.ReadAllBytes(file))).ToList();
var held = new Dictionary<string, PolicyDocument>(PolicyDocument.IdComparer);
foreach (var (_, bytes) in files)
    held[PolicyReader.Read(bytes).Document!.PolicyId] = PolicyReader.Read(bytes).Document!;

var order = new List<(string Name, byte[] Bytes)>();
while (order.Count < files.Count)
{
    order.Add(files.First(file => !order.Contains(file)
        && (PolicyReader.Read(file.Bytes).Document!.BasePolicyId is not { } id
            || !held.ContainsKey(id)
            || order.Exists(done => PolicyDocument.IdComparer.Equals(PolicyReader.Read(done.Bytes).Document!.PolicyId, id)))));
}

Console.WriteLine("| file | KB | plain schema pass, ms | full judgement, ms | ratio |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (name, bytes) in order)
{
    var (plain, full) = (new List<double>(), new List<double>());
    for (var round = 0; round < 200; round++)
    {
        plain.Add(Time(() => PlainPass(bytes)));
        full.Add(Time(() => Judge(bytes, keep: false)));
    }

    Judge(bytes, keep: true); // its children stand on it as it would be stored
    var (p, f) = (Median(plain), Median(full));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes.Length / 1024.0:0.0} | {p:0.00} | {f:0.00} | {f / p:0.00} |"));
}

var largest = order.MaxBy(file => file.Bytes.Length).Bytes;
for (var upload = 1; upload <= 10_000; upload++)
{
    Judge(largest, keep: true);
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

// The second half of the rounds: the first warms up.
static double Median(List<double> times) => times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);

// The same that any program would write: text from the bytes, and the validating reader over it.
void PlainPass(byte[] bytes)
{
    var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = schemas };
    settings.ValidationEventHandler += (_, e) => throw e.Exception;
    using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), settings);
    while (reader.Read())
    {
    }
}

void Judge(byte[] bytes, bool keep)
{
    var reading = PolicyReader.Read(bytes);
    var chain = PolicyChain.From(reading.Document!);
    while (chain.End == ChainEnd.Open)
        chain = chain.Add(held.GetValueOrDefault(chain.Wanted!));
    var verdict = PolicyJudge.Judge(new PolicyCase { Reading = reading, Chain = chain, Home = new PolicyHome("none", null) });
    if (!verdict.Accepted)
        throw new InvalidOperationException(verdict.ToMessage(printTwice: false));
    if (keep)
        held[reading.Document!.PolicyId] = reading.Document!;
}

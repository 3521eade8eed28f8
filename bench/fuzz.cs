#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Policies with mutated bytes: whatever they are, judging them must end in findings, never in an exception.
//   dotnet run -c Release bench/fuzz.cs -- FOLDER [COUNT] [SEED]
using System.Diagnostics;
using TrustFramework.PolicyXml;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Name a folder with policies.");
    return 2;
}

var count = args.Length > 1 ? int.Parse(args[1], null) : 1_000_000;
var seed = args.Length > 2 ? int.Parse(args[2], null) : 1;
var files = Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToArray();
var small = files.Where(file => file.Length < 8192).ToArray();
var held = new Dictionary<string, PolicyDocument>(PolicyDocument.IdComparer);
foreach (var document in files.Select(file => PolicyReader.Read(file).Document!))
    held.TryAdd(document.PolicyId, document);
string[] pieces = ["<", ">", "\"", "&", "<a>", "</", "/>", "<!--", "]]>", "<![CDATA[", "<?x ?>", "&#0;", "\0", "\uFFFF", " Id=\"x\"", "xmlns=\"\"", "B2C_1A_", "true", "-1", "Order=\"1\""];
var bytesOf = pieces.Select(System.Text.Encoding.UTF8.GetBytes).ToArray();

var (notXml, refused, accepted) = (0, 0, 0);
var clock = Stopwatch.StartNew();
Parallel.For(0, count, i =>
{
    var random = new Random(unchecked((seed * 1_000_003) + i));
    // A mutation of a small file as a rule: a large one costs a hundred times as much and shows little more.
    var bytes = Mutate(random.Next(50) == 0 ? files[random.Next(files.Length)] : small[random.Next(small.Length)], random);
    var verdict = Judge(bytes);
    if (verdict is null)
        Interlocked.Increment(ref notXml);
    else if (verdict.Accepted)
        Interlocked.Increment(ref accepted);
    else
        Interlocked.Increment(ref refused);
});
Console.WriteLine($"{count} mutated files from seed {seed} in {clock.Elapsed.TotalSeconds:0} s: {notXml} not XML, {refused} refused, {accepted} accepted, no exception");
return 0;

byte[] Mutate(byte[] file, Random random)
{
    var bytes = file.ToList();
    // Mostly a small window of the file: then there is often still XML to look at.
    for (var times = random.Next(1, 4); times > 0; times--)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(6))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
            case 3: bytes.InsertRange(at, bytesOf[random.Next(bytesOf.Length)]); break;
            case 4: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at))); break;
            default: bytes[at] = (byte)"abcxyzABC019_-.\"'<>/ "[random.Next(21)]; break;
        }
    }

    return [.. bytes];
}

Verdict? Judge(byte[] bytes)
{
    var reading = PolicyReader.Read(bytes);
    if (reading.Document is not { } document)
        return null;
    var chain = PolicyChain.From(document);
    while (chain.End == ChainEnd.Open)
        chain = chain.Add(held.GetValueOrDefault(chain.Wanted!));
    return PolicyJudge.Judge(new PolicyCase { Reading = reading, Chain = chain, Home = new PolicyHome("none", null), KeySets = null });
}

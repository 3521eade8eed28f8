#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Validates policies with mutated bytes. Every validation must end with a result and never with an exception, even if it continues after errors.
//   dotnet run -c Release bench/fuzz.cs -- FOLDER [COUNT] [SEED]
using System.Diagnostics;
using TrustFramework.PolicyXml;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Usage: fuzz.cs FOLDER [COUNT] [SEED]");
    return 2;
}

var count = args.Length > 1 ? int.Parse(args[1], null) : 1_000_000;
var seed = args.Length > 2 ? int.Parse(args[2], null) : 1;
var files = Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToArray();
var small = files.Where(file => file.Length < 8192).ToArray();
var policies = new Dictionary<string, PolicyDocument>(PolicyDocument.IdComparer);
foreach (var document in files.Select(file => PolicyReader.Read(file).Value))
    policies.TryAdd(document.PolicyId, document);
string[] insertions = ["<", ">", "\"", "&", "<a>", "</", "/>", "<!--", "]]>", "<![CDATA[", "<?x ?>", "&#0;", "\0", "\uFFFF", " Id=\"x\"", "xmlns=\"\"", "B2C_1A_", "true", "-1", "Order=\"1\""];
var insertedBytes = insertions.Select(System.Text.Encoding.UTF8.GetBytes).ToArray();

var (notXml, invalid, valid) = (0, 0, 0);
var stopwatch = Stopwatch.StartNew();
Parallel.For(0, count, i =>
{
    var random = new Random(unchecked((seed * 1_000_003) + i));
    // Most mutations are of small files: a large file takes a hundred times as long and finds few more errors.
    var bytes = Mutate(random.Next(50) == 0 ? files[random.Next(files.Length)] : small[random.Next(small.Length)], random);
    if (!PolicyReader.Read(bytes).TryGetValue(out var document, out _))
    {
        Interlocked.Increment(ref notXml);
        return;
    }

    if (PolicyValidator.Validate(CreateContext(document)).IsValid)
        Interlocked.Increment(ref valid);
    else
        Interlocked.Increment(ref invalid);
    PolicyValidator.FindAll(CreateContext(document with { Root = document.UncheckedRoot }));
});
Console.WriteLine($"{count} mutated files from seed {seed} in {stopwatch.Elapsed.TotalSeconds:0} s: {notXml} not XML, {invalid} invalid, {valid} valid, no exception");
return 0;

byte[] Mutate(byte[] file, Random random)
{
    var bytes = file.ToList();
    // Each mutation changes a small part of the file, so that the result is often still XML.
    for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
    {
        var index = random.Next(bytes.Count);
        switch (random.Next(6))
        {
            case 0: bytes[index] = (byte)random.Next(256); break;
            case 1: bytes[index] ^= (byte)(1 << random.Next(8)); break;
            case 2: bytes.RemoveRange(index, Math.Min(random.Next(1, 40), bytes.Count - index)); break;
            case 3: bytes.InsertRange(index, insertedBytes[random.Next(insertedBytes.Length)]); break;
            case 4: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(index, Math.Min(random.Next(1, 200), bytes.Count - index))); break;
            default: bytes[index] = (byte)"abcxyzABC019_-.\"'<>/ "[random.Next(21)]; break;
        }
    }

    return [.. bytes];
}

ValidationContext CreateContext(PolicyDocument document) => new()
{
    Chain = PolicyChain.Load(document, id => policies.GetValueOrDefault(id)),
    TargetTenant = new TargetTenant("none", null),
};

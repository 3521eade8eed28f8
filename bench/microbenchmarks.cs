#:project ../src/TrustFramework.Tenants/TrustFramework.Tenants.csproj
#:package BenchmarkDotNet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
// What the inner rings cost by themselves, time and memory: reading and judging a policy beside a plain .NET schema pass, and what a tenant
// does for the requests of bench/throughput.mjs. No HTTP here.
//   dotnet run -c Release bench/rings.cs -- POLICY.xml    (bench/run writes the one that it uploads)
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Schema;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Storage;

Rings.File = args is [var file, ..] ? file : throw new ArgumentException("Name a policy without a base.", nameof(args));
// In this process: a program of one file has no project that BenchmarkDotNet could build anew.
var summary = BenchmarkRunner.Run<Rings>(ManualConfig.CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .WithOptions(ConfigOptions.DisableLogFile)
    .WithArtifactsPath(Path.GetDirectoryName(Path.GetFullPath(Rings.File))!));
MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;

[MemoryDiagnoser]
public class Rings
{
    private const string Set = "B2C_1A_Bench";

    private readonly XmlSchemaSet _schemas = new() { XmlResolver = null };
    private byte[] _policy = [];
    private Tenant _tenant = null!;
    private string _policyId = "";
    private string _keyId = "";

    public static string File { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _policy = await System.IO.File.ReadAllBytesAsync(File);
        _policyId = PolicyReader.Read(_policy).Document!.PolicyId;
        _schemas.Add(null, Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "bench", "..", "src", "TrustFramework.PolicyXml", "Schema", "TrustFrameworkPolicy.xsd"));
        _schemas.Compile();

        var store = new InMemoryTenantStore();
        var world = new World(store, new TenantClocks(store, TimeProvider.System), new Source(), new KeySetRules(), new PolicyStrictness(KeysMustExist: false));
        _tenant = new TenantRegistry(world, new DefaultTenant(new TenantId(Guid.Parse("00000000-0000-4000-8000-000000000b2c")), Domain: null)).Default;
        Accept("the policy", (await _tenant.Policies.PutAsync(_policyId, _policy)).Refusal);
        Accept("the key set", (await _tenant.KeySets.CreateAsync(Set, [])).Refusal);
        _keyId = (await _tenant.KeySets.GenerateKeyAsync(Set, new KeyDraft { Type = "RSA", Use = "sig" })).Value.KeyId;
    }

    [Benchmark(Baseline = true, Description = ".NET schema pass")]
    public int SchemaPass()
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = _schemas };
        settings.ValidationEventHandler += (_, e) => throw e.Exception;
        using var reader = XmlReader.Create(new MemoryStream(_policy), settings);
        var nodes = 0;
        while (reader.Read())
            nodes++;
        return nodes;
    }

    [Benchmark(Description = "PolicyXml: read")]
    public PolicyDocument? Read() => PolicyReader.Read(_policy).Document;

    [Benchmark(Description = "Tenants: upload, judged")]
    public ValueTask<Result<Change<StoredPolicy>, Refusal>> Upload() => _tenant.Policies.PutAsync(_policyId, _policy);

    [Benchmark(Description = "Tenants: find a key set")]
    public ValueTask<Result<KeySet, Refusal>> Find() => _tenant.KeySets.FindAsync(Set);

    [Benchmark(Description = "Tenants: set a key's status")]
    public ValueTask<Result<KeySet, Refusal>> SetStatus() => _tenant.KeySets.SetStatusAsync(Set, _keyId, KeyStatus.Enabled);

    private static void Accept(string what, Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"{what} was refused: {refusal}");
    }

    private sealed class Source : IRandomSource
    {
        public Guid NewId() => new(NewBytes(16));

        public byte[] NewBytes(int count) => Enumerable.Range(0, count).Select(i => (byte)i).ToArray();

        public RSAParameters NewRsaKey(int bits)
        {
            using var rsa = RSA.Create();
            rsa.KeySize = bits;
            return rsa.ExportParameters(includePrivateParameters: true);
        }
    }
}

#:project ../src/TrustFramework.Tenants/TrustFramework.Tenants.csproj
#:package BenchmarkDotNet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
// Measures time and memory of PolicyXml and Tenants without HTTP: reading and validating a policy, compared with a plain .NET schema
// validation, and the operations behind the requests of bench/throughput.mjs.
//   dotnet run -c Release bench/microbenchmarks.cs -- POLICY.xml    (bench/run writes the policy that it uploads)
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

Microbenchmarks.File = args is [var file, ..] ? file : throw new ArgumentException("Pass a policy without a base policy.", nameof(args));
// In this process, because BenchmarkDotNet cannot build a project for a file-based program.
var summary = BenchmarkRunner.Run<Microbenchmarks>(ManualConfig.CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .WithOptions(ConfigOptions.DisableLogFile)
    .WithArtifactsPath(Path.GetDirectoryName(Path.GetFullPath(Microbenchmarks.File))!));
MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;

[MemoryDiagnoser]
public class Microbenchmarks
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
        _policyId = PolicyReader.Read(_policy).Value.PolicyId;
        _schemas.Add(null, Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "bench", "..", "src", "TrustFramework.PolicyXml", "Schema", "TrustFrameworkPolicy.xsd"));
        _schemas.Compile();

        var store = new InMemoryTenantStore();
        var services = new TenantServices(store, new TenantClocks(store, TimeProvider.System), new RandomSource(), new KeySetOptions(), new PolicyValidationOptions(KeysMustExist: false));
        _tenant = new TenantRegistry(services, new DefaultTenant(new TenantId(Guid.Parse("00000000-0000-4000-8000-000000000b2c")), Domain: null)).Default;
        ThrowIfRefused("the policy", (await _tenant.Policies.PutAsync(_policyId, _policy)).Error);
        ThrowIfRefused("the key set", (await _tenant.KeySets.CreateAsync(Set, [])).Error);
        _keyId = (await _tenant.KeySets.GenerateKeyAsync(Set, new KeyDraft { Type = "RSA", Use = "sig" })).Value.KeyId;
    }

    [Benchmark(Baseline = true, Description = ".NET schema validation")]
    public int ValidateSchema()
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
    public Result<PolicyDocument, XmlError> Read() => PolicyReader.Read(_policy);

    [Benchmark(Description = "Tenants: validated upload")]
    public ValueTask<Result<PolicyUpload, Refusal>> Upload() => _tenant.Policies.PutAsync(_policyId, _policy);

    [Benchmark(Description = "Tenants: find a key set")]
    public ValueTask<Result<KeySet, Refusal>> Find() => _tenant.KeySets.FindAsync(Set);

    [Benchmark(Description = "Tenants: set a key's status")]
    public ValueTask<Result<KeySet, Refusal>> SetStatus() => _tenant.KeySets.SetStatusAsync(Set, _keyId, KeyStatus.Enabled);

    private static void ThrowIfRefused(string name, Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"{name} was refused: {refusal}");
    }

    private sealed class RandomSource : IRandomSource
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

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Testing.Faults;
using TrustFramework.MockServer.Testing.Journal;
using TrustFramework.MockServer.Testing.Journeys;
using TrustFramework.MockServer.Testing.Policies;
using TrustFramework.MockServer.Testing.Tenants;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>The package supports every type, member, enum value and operation of the control plane's OpenAPI document.</summary>
public sealed partial class ContractTests(ControlOpenApiDocument document) : IClassFixture<ControlOpenApiDocument>
{
    private const string ServerInformation = "information about the server, for people and probes";

    /// <summary>Operations without a method in the package, with the reason.</summary>
    private static readonly Dictionary<string, string> Exclusions = new(StringComparer.Ordinal)
    {
        ["GET /_mock/health/live"] = ServerInformation,
        ["GET /_mock/health/ready"] = "ConnectAsync calls it",
        ["GET /_mock/fidelity"] = ServerInformation,
        ["GET /_mock/ca.pem"] = "called only with HTTPS",
        ["GET /_mock/journal/stream"] = "FollowAsync calls it",
        ["GET /_mock/tenants/{tenant}/journal/stream"] = "FollowAsync calls it",
    };

    [Theory]
    [InlineData("ProblemResource", typeof(ControlProblem))]
    [InlineData("TenantResource", typeof(TenantSummary))]
    [InlineData("ClockResource", typeof(ClockState))]
    [InlineData("FaultResource", typeof(FaultRule))]
    [InlineData("MatchResource", typeof(FaultMatch))]
    [InlineData("TimingResource", typeof(FaultTiming))]
    [InlineData("LatencyResource", typeof(FaultLatency))]
    [InlineData("OutcomeResource", typeof(FaultOutcome))]
    [InlineData("ConnectionResource", typeof(BrokenConnection))]
    [InlineData("BehaviorResource", typeof(FaultBehavior))]
    [InlineData("JournalEntryResource", typeof(JournalEntry))]
    [InlineData("RefusalResource", typeof(JournalRefusal))]
    [InlineData("PermissionsResource", typeof(JournalPermissions))]
    [InlineData("RecordedFault", typeof(JournalFault))]
    [InlineData("MessageResource", typeof(JournalMessage))]
    [InlineData("BodyResource", typeof(JournalBody))]
    [InlineData("Expectation", typeof(Expectation))]
    [InlineData("ExchangePattern", typeof(ExchangePattern))]
    [InlineData("VerificationResource", typeof(Verification))]
    [InlineData("ExpectationResultResource", typeof(ExpectationResult))]
    [InlineData("PrivilegeResource", typeof(PermissionReport))]
    [InlineData("ClientPrivilegeResource", typeof(ClientPermissions))]
    [InlineData("PermissionUseResource", typeof(PermissionUse))]
    [InlineData("POST /_mock/tokens", typeof(TokenRequest))]
    [InlineData("TestTokenResource", typeof(IssuedToken))]
    [InlineData("ValidationResource", typeof(PolicyValidationResult))]
    [InlineData("FindingResource", typeof(PolicyFinding))]
    [InlineData("POST /_mock/tenants/{tenant}/journeys", typeof(JourneyStart))]
    [InlineData("POST /_mock/tenants/{tenant}/journeys/{id}", typeof(JourneyAnswer))]
    [InlineData("JourneyResource", typeof(Journey))]
    [InlineData("JourneyStopResource", typeof(JourneyStop))]
    [InlineData("PageFieldResource", typeof(JourneyField))]
    [InlineData("FieldOptionResource", typeof(JourneyOption))]
    [InlineData("PageChoiceResource", typeof(JourneyChoice))]
    [InlineData("JourneyResultResource", typeof(JourneyResult))]
    [InlineData("JourneyErrorResource", typeof(JourneyError))]
    [InlineData("TraceEntryResource", typeof(JourneyTraceEntry))]
    public void Type_has_the_documented_members(string schema, Type type)
    {
        var documented = document.Schema(schema)["properties"]!.AsObject().Select(member => member.Key);

        type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(NameOf).Should().BeEquivalentTo(documented);
    }

    [Theory]
    [InlineData("FaultOutcomeKind", typeof(FaultOutcomeKind))]
    [InlineData("BrokenConnectionKind", typeof(BrokenConnectionKind))]
    [InlineData("POST /_mock/tokens kind", typeof(TokenKind))]
    [InlineData("POST /_mock/tokens wrong", typeof(TokenDefect))]
    public void Enum_has_the_documented_values(string schema, Type type)
    {
        var documented = document.Schema(schema)["enum"]!.AsArray().Where(word => word is not null).Select(word => word!.GetValue<string>());

        Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).Should().BeEquivalentTo(documented);
    }

    [Fact]
    public void Tenant_options_cover_the_documented_members()
    {
        var documented = document.Schema("POST /_mock/tenants")["properties"]!.AsObject().Select(member => member.Key);

        // What is forked is the tenant that is asked; tokens are asked for one by one.
        typeof(TenantOptions).GetProperties().Select(NameOf).Concat(["fork", "token"]).Should().BeEquivalentTo(documented);
    }

    [Fact]
    public async Task Server_accepts_every_enum_value()
    {
        await using var server = await TrustFrameworkServer.StartAsync();
        var tenant = await server.CreateTenantAsync();
        foreach (var kind in Enum.GetValues<FaultOutcomeKind>())
            await tenant.Faults.AddAsync(new FaultRule { Outcome = new FaultOutcome { Kind = kind, Status = kind == FaultOutcomeKind.SpuriousCreated ? 201 : 500, Code = "c", Message = "m", RetryAfter = 1, RetryAfterAsDate = true } });
        foreach (var defect in Enum.GetValues<TokenDefect>())
            await tenant.IssueTokenAsync(new TokenRequest { Wrong = defect, ClientId = "c", Permissions = ["p"], Lifetime = TimeSpan.FromMinutes(1) });

        (await tenant.Faults.ListAsync()).Select(rule => rule.Outcome!.Kind).Should().Equal(Enum.GetValues<FaultOutcomeKind>().Cast<FaultOutcomeKind?>());
    }

    [Fact]
    public async Task Package_covers_every_control_plane_operation()
    {
        var lines = new ConcurrentBag<string>();
        await using var server = await TrustFrameworkServer.StartOnLoopbackAsync();
        var tenant = await server.CreateTenantAsync();
        using var watched = new RequestObserver(server.Address, lines);
        await CallEveryOperationAsync(server, tenant);

        var asked = lines.Select(line => EntryNumber().Replace(line.Replace($"/tenants/{tenant.Id}", "/tenants/{tenant}", StringComparison.Ordinal), "/journal/{number}"))
            .Select(line => JourneyId().Replace(line, "/journeys/{id}"))
            .Select(line => line.Replace("/faults/mine", "/faults/{id}", StringComparison.Ordinal).Replace("/policies/B2C_1A_Base/", "/policies/{id}/", StringComparison.Ordinal));
        var documented = document.Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}"));
        documented.Except(asked, StringComparer.Ordinal).Should().BeEquivalentTo(Exclusions.Keys);
    }

    private static async Task CallEveryOperationAsync(TrustFrameworkServer server, TestTenant tenant)
    {
        await server.CreateTenantAsync();
        await server.ListTenantsAsync();
        foreach (var scope in new ControlScope[] { server, tenant })
        {
            await scope.SeedAsync(SeedDocument.Of(TestPolicies.Policy("B2C_1A_Base", "contoso.onmicrosoft.com")));
            await scope.Clock.FreezeAsync();
            await scope.Clock.SetAsync(DateTimeOffset.UnixEpoch.AddYears(60));
            await scope.Clock.AdvanceAsync(TimeSpan.FromHours(1));
            await scope.Clock.ResumeAsync();
            await scope.Clock.ForgetAsync();
            await scope.Clock.ReadAsync();
            await scope.Faults.AddAsync(new FaultRule { Latency = new FaultLatency { Least = 0, Most = 1 } });
            await scope.Faults.PutAsync("mine", new FaultRule { Latency = new FaultLatency { Milliseconds = 0 } });
            await scope.Faults.ReadAsync("mine");
            await scope.Faults.ListAsync();
            await scope.Faults.RemoveAsync("mine");
            await scope.Faults.ClearAsync();
            using (var client = tenant.CreateClient())
                await client.StatusAsync("trustFramework/policies");
            await scope.Journal.ReadAsync((await scope.Journal.ListAsync())[^1].Number);
            await scope.Journal.ExportHarAsync();
            await scope.Journal.ExportHttpFileAsync();
            await scope.Journal.VerifyAsync(new Expectation());
            await scope.Journal.ReportPermissionsAsync();
            await scope.Journal.ClearAsync();
            await scope.IssueTokenAsync();
            await scope.RestoreAsync(await scope.TakeSnapshotAsync());
            await scope.ForgetSeedAsync();
        }

        await tenant.Policies.EffectiveAsync("B2C_1A_Base");
        await tenant.Policies.GraphAsync("B2C_1A_Base");
        await tenant.Policies.ValidateAsync(TestPolicies.Policy("B2C_1A_Base", tenant.Domain));
        var journey = (await ExamplePolicies.StartJourneyAsync(tenant)).Id;
        await tenant.Journeys.ReadAsync(journey);
        await tenant.Journeys.AnswerAsync(journey, JourneyAnswer.OfLink("cancel"));
        await tenant.ReadAsync();
        await tenant.ResetAsync();
        await server.ResetAsync();
        await tenant.DeleteAsync();
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    [GeneratedRegex(@"/journal/\d+")]
    private static partial Regex EntryNumber();

    [GeneratedRegex(@"/journeys/[\w-]{43}")]
    private static partial Regex JourneyId();

    /// <summary>Records the requests that HTTP clients of this process send to the server, by the diagnostic events of .NET.</summary>
    private sealed class RequestObserver : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly Uri _server;
        private readonly ConcurrentBag<string> _lines;
        private readonly IDisposable _listenerSubscription;
        private IDisposable? _httpSubscription;

        public RequestObserver(Uri server, ConcurrentBag<string> lines)
        {
            (_server, _lines) = (server, lines);
            _listenerSubscription = System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(this);
        }

        public void OnNext(System.Diagnostics.DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener")
                _httpSubscription = value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request && _server.IsBaseOf(request.RequestUri!)) // other tests send requests to their own servers
                _lines.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            _httpSubscription?.Dispose();
            _listenerSubscription.Dispose();
        }
    }
}

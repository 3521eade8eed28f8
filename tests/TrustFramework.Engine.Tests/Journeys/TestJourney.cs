using System.Text;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>A policy with a journey, and the directory and clock that it is executed with.</summary>
internal sealed class TestJourney
{
    public const string SelfAsserted = """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine" />""";
    public const string Directory = """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.AzureActiveDirectoryProvider, Web.TPEngine" />""";
    public const string Transformation = """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine" />""";

    private static readonly (string Id, string Type, string? Input)[] ClaimTypes =
    [
        ("objectId", "string", null), ("displayName", "string", "TextBox"), ("city", "string", "DropdownSingleSelect"), ("email", "string", "TextBox"), ("signInName", "string", "TextBox"),
        ("password", "string", "Password"), ("newPassword", "string", "Password"), ("reenterPassword", "string", "Password"), ("newUser", "boolean", null), ("age", "int", "TextBox"),
        ("readOnlyText", "string", "Readonly"), ("a", "string", "TextBox"), ("b", "string", "TextBox"), ("c", "string", null), ("flag", "boolean", null), ("providers", "stringCollection", null),
        ("authenticationSource", "string", null), ("grant_type", "string", null), ("errorCode", "string", null), ("errorMessage", "string", null), ("ip", "string", null), ("signInNames.emailAddress", "string", null),
    ];

    private TestJourney(MergedPolicy policy) => Policy = policy;

    public MergedPolicy Policy { get; }

    public TestDirectory Users { get; } = new();

    public DateTimeOffset Now { get; } = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public JourneyRunner Runner => new(new JourneyContext
    {
        Policy = Policy,
        Tenant = new JourneyTenant("11111111-0000-4000-8000-000000000001", "contoso.onmicrosoft.com", "contoso"),
        Now = Now,
        Users = Users,
        Random = new TestRandom(),
        FindSecret = _ => null,
    });

    /// <param name="steps">The steps of the default journey. A SendClaims step with order 99 follows them.</param>
    public static TestJourney Create(string steps, string profiles = "", string blocks = "", string journeys = "", string subJourneys = "", string lastStep = "") => new(Merge($"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Test"
          PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Test">
          <BuildingBlocks>
            <ClaimsSchema>{string.Concat(ClaimTypes.Select(type => $"<ClaimType Id=\"{type.Id}\"><DisplayName>{type.Id} label</DisplayName><DataType>{type.Type}</DataType>{(type.Input is null ? "" : $"<UserInputType>{type.Input}</UserInputType>")}{GetRestriction(type.Id)}</ClaimType>"))}</ClaimsSchema>
            {blocks}
          </BuildingBlocks>
          <ClaimsProviders><ClaimsProvider><Domain>contoso.com</Domain><DisplayName>All</DisplayName><TechnicalProfiles>
            <TechnicalProfile Id="JwtIssuer"><DisplayName>JWT</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat></TechnicalProfile>
            {profiles}
          </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
          <UserJourneys><UserJourney Id="Main"><OrchestrationSteps>{steps}
            {(lastStep.Length > 0 ? lastStep : """<OrchestrationStep Order="99" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />""")}
          </OrchestrationSteps></UserJourney>{journeys}</UserJourneys>
          {(subJourneys.Length > 0 ? $"<SubJourneys>{subJourneys}</SubJourneys>" : "")}
          <RelyingParty><DefaultUserJourney ReferenceId="Main" /></RelyingParty>
        </TrustFrameworkPolicy>
        """));

    public static string Profile(string id, string protocol, string content = "") => $"""<TechnicalProfile Id="{id}"><DisplayName>{id} button</DisplayName>{protocol}{content}</TechnicalProfile>""";

    /// <summary>A step with one claims exchange.</summary>
    public static string Exchange(int order, string profile, string preconditions = "") => $"""
        <OrchestrationStep Order="{order}" Type="ClaimsExchange">{(preconditions.Length > 0 ? $"<Preconditions>{preconditions}</Preconditions>" : "")}<ClaimsExchanges><ClaimsExchange Id="{profile}{order}" TechnicalProfileReferenceId="{profile}" /></ClaimsExchanges></OrchestrationStep>
        """;

    public static string Item(string key, string value) => $"""<Item Key="{key}">{value}</Item>""";

    public static string Output(params string[] claims) => $"<OutputClaims>{string.Concat(claims.Select(claim => $"<OutputClaim ClaimTypeReferenceId={claim} />"))}</OutputClaims>";

    public static JourneyRequest Request(params (string Name, string Value)[] parameters) => new()
    {
        CorrelationId = "22222222-0000-4000-8000-000000000001",
        IpAddress = "192.0.2.1",
        Parameters = parameters.Aggregate(JourneyRequest.NoParameters, (all, parameter) => all.SetItem(parameter.Name, parameter.Value)),
    };

    public async Task<JourneyExecution> StartAsync(params (string Name, string Value)[] parameters) => await Runner.StartAsync(Request(parameters));

    public async Task<JourneyExecution> AnswerAsync(JourneyExecution execution, params (string Claim, string Value)[] claims) =>
        await Runner.AnswerAsync(execution, new JourneyAnswer { Claims = claims.Aggregate(new JourneyAnswer().Claims, (all, claim) => all.SetItem(claim.Claim, claim.Value)) });

    public JourneyStop Stop(JourneyExecution execution) => Runner.FindStop(execution)!;

    /// <summary>The claims of a completed journey, or its error.</summary>
    public static string Describe(JourneyExecution execution) => execution switch
    {
        { Error: { } error } => $"{error.Code}: {error.Message}",
        { Result: { } result } => string.Join(' ', result.Claims.All.Select(claim => $"{claim.Key}={claim.Value.ToText()}")),
        _ => $"waiting at {execution.Page!.TechnicalProfileId ?? execution.Page.StepOrder.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {execution.Page.Message}",
    };

    public static IEnumerable<string> Kinds(JourneyExecution execution, TraceKind kind) => execution.Trace.Where(entry => entry.Kind == kind).Select(entry => entry.Id);

    private static string GetRestriction(string claim) => claim switch
    {
        "city" => """<Restriction><Enumeration Text="Osaka city" Value="osaka" SelectByDefault="true" /><Enumeration Text="Kyoto city" Value="kyoto" /></Restriction>""",
        "email" => """<Restriction><Pattern RegularExpression="^[^@]+@[^@]+$" HelpText="Write an address." /></Restriction>""",
        _ => "",
    };

    private static MergedPolicy Merge(string xml) => PolicyChain.Load(PolicyReader.Read(Encoding.UTF8.GetBytes(xml)).Value, _ => null).Merge()!;
}

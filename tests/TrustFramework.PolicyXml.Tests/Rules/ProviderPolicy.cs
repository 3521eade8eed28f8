namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Validates complete policies with a few technical profiles.</summary>
internal static class ProviderPolicy
{
    public const string PolicyId = "B2C_1A_Sample1";

    public const string ClientSecretKeys = $"""<CryptographicKeys><Key Id="client_secret" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>""";

    public const string IssuerKeys =
        $"""
        <CryptographicKeys>
          <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" />
          <Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
        </CryptographicKeys>
        """;

    private static readonly string[] ClaimTypeIds = ["sub", "name", "eventName", "client_id", "grant_type"];

    public static readonly string JwtIssuer = Profile("Issuer", Protocol("None", "JWT") + Metadata(("client_id", "service:te")) + IssuerKeys);

    /// <summary>Validates a policy whose first step calls the profile <c>Any</c>, and returns the messages.</summary>
    /// <param name="profiles">The complete profile and other profiles.</param>
    public static string[] ValidateProfile(string profiles) => ValidateSteps(profiles + JwtIssuer, Step(1, "Any") + SendClaimsStep(2));

    /// <summary>Validates a policy with the given steps and returns the messages.</summary>
    /// <param name="relyingPartyProfile">
    /// The elements of the relying party's profile before its claims; null for a policy without relying party.
    /// </param>
    public static string[] ValidateSteps(string profiles, string steps, string? relyingPartyProfile = """<Protocol Name="OpenIdConnect" />""", string otherSections = "") =>
        [.. Sample.Validate(RuleSample.Create(CreateContent(profiles, steps, relyingPartyProfile, otherSections))).Findings.Select(finding => finding.Message)];

    public static string CreateContent(string profiles, string steps, string? relyingPartyProfile, string otherSections = "") =>
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            {string.Concat(ClaimTypeIds.Select(id => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>"""))}
          </ClaimsSchema>
          <ContentDefinitions>
            {ContentDefinition("api.page", "selfasserted")}
            {ContentDefinition("api.combined", "unifiedssp")}
          </ContentDefinitions>
        </BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney></UserJourneys>
        {otherSections}
        {(relyingPartyProfile is null ? "" : $"""
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName>{relyingPartyProfile}
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """)}
        """;

    public static string Profile(string id, string content) => $"""<TechnicalProfile Id="{id}"><DisplayName>Profile</DisplayName>{content}</TechnicalProfile>""";

    public static string Handler(string name) =>
        $"""<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{name}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />""";

    public static string Protocol(string name, string? outputFormat = null) =>
        $"""<Protocol Name="{name}" />{(outputFormat is null ? "" : $"<OutputTokenFormat>{outputFormat}</OutputTokenFormat>")}""";

    public static string Metadata(params (string Key, string Value)[] items) =>
        $"<Metadata>{string.Concat(items.Select(item => $"""<Item Key="{item.Key}">{item.Value}</Item>"""))}</Metadata>";

    public static string InputClaims(string claim, string attributes = "") =>
        $"""<InputClaims><InputClaim ClaimTypeReferenceId="{claim}" {attributes} /></InputClaims>""";

    public static string OutputClaims(string claim) => $"""<OutputClaims><OutputClaim ClaimTypeReferenceId="{claim}" /></OutputClaims>""";

    public static string Step(int order, string profile, string attributes = "") =>
        $"""
        <OrchestrationStep Order="{order}" Type="ClaimsExchange" {attributes}>
          <ClaimsExchanges><ClaimsExchange Id="Exchange{order}" TechnicalProfileReferenceId="{profile}" /></ClaimsExchanges>
        </OrchestrationStep>
        """;

    public static string SendClaimsStep(int order, string issuer = "Issuer") =>
        $"""<OrchestrationStep Order="{order}" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="{issuer}" />""";

    private static string ContentDefinition(string id, string contract) =>
        $"""
        <ContentDefinition Id="{id}">
          <LoadUri>~/tenant/default/page.cshtml</LoadUri>
          <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:{contract}:2.1.7</DataUri>
        </ContentDefinition>
        """;
}

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>A policy around one proprietary technical profile, <c>Reached</c>, which the relying party's journey uses.</summary>
internal sealed record ReachableProfilePolicy(string Handler, string ProfileContent)
{
    public const string PolicyId = "B2C_1A_Party";

    /// <summary>Technical profiles that no journey uses.</summary>
    public string OtherProfiles { get; init; } = "";

    /// <summary>Attributes of the root.</summary>
    public string RootAttributes { get; init; } = "";

    /// <summary>A policy without relying party is like an extension file.</summary>
    public bool HasRelyingParty { get; init; } = true;

    private static readonly string[] ClaimTypeIds =
        ["objectId", "displayName", "shoeSize", "hatSize", "extension_level", "signInNames.emailAddress", "newClaimsPrincipalCreated"];

    public static string Metadata(params IEnumerable<(string Key, string Value)> items) =>
        $"<Metadata>{string.Concat(items.Select(item => $"""<Item Key="{item.Key}">{item.Value}</Item>"""))}</Metadata>";

    public static string Profile(string id, string handler, string content) =>
        $"""
        <TechnicalProfile Id="{id}"><DisplayName>{id}</DisplayName>
          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{handler}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          {content}
        </TechnicalProfile>
        """;

    public ValidationResult Validate() => Sample.Validate(new RuleSample([RuleSample.CreateFile(PolicyId, null, CreateContent(), RootAttributes)]));

    public IEnumerable<string> GetMessages() => Validate().Findings.Select(finding => finding.Message);

    public string CreateContent() =>
        $$"""
        <BuildingBlocks><ClaimsSchema>
          {{string.Concat(ClaimTypeIds.Select(id => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>"""))}}
        </ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Sample</DisplayName><TechnicalProfiles>
          {{Profile("Reached", Handler, ProfileContent)}}
          <TechnicalProfile Id="JwtIssuer"><DisplayName>Issuer</DisplayName><Protocol Name="OpenIdConnect" /><OutputTokenFormat>JWT</OutputTokenFormat>
            <Metadata>
              <Item Key="client_id">{service:te}</Item>
              <Item Key="issuer_refresh_token_user_identity_claim_type">objectId</Item>
            </Metadata>
            <CryptographicKeys>
              <Key Id="issuer_secret" StorageReferenceId="{{RuleSample.KeySet}}" />
              <Key Id="issuer_refresh_token_key" StorageReferenceId="{{RuleSample.KeySet}}" />
            </CryptographicKeys>
          </TechnicalProfile>
          {{OtherProfiles}}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="Exchange" TechnicalProfileReferenceId="Reached" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
        </OrchestrationSteps></UserJourney></UserJourneys>
        {{(HasRelyingParty ? RelyingParty : "")}}
        """;

    private const string RelyingParty =
        """
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" DefaultValue="someone" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;
}

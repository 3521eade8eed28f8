namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>A policy around one proprietary technical profile, <c>Reached</c>, which the relying party's journey uses.</summary>
internal sealed record ReachedProfile(string Handler, string Inside)
{
    public const string PolicyId = "B2C_1A_Party";

    /// <summary>Other technical profiles, which no journey uses.</summary>
    public string Beside { get; init; } = "";

    /// <summary>Attributes of the root.</summary>
    public string Attributes { get; init; } = "";

    /// <summary>Without a relying party it is what an extension file is.</summary>
    public bool HasRelyingParty { get; init; } = true;

    private static readonly string[] Claims =
        ["objectId", "displayName", "shoeSize", "hatSize", "extension_level", "signInNames.emailAddress", "newClaimsPrincipalCreated"];

    public static string Metadata(params IEnumerable<(string Key, string Value)> items) =>
        $"<Metadata>{string.Concat(items.Select(item => $"""<Item Key="{item.Key}">{item.Value}</Item>"""))}</Metadata>";

    public static string Profile(string id, string handler, string inside) =>
        $"""
        <TechnicalProfile Id="{id}"><DisplayName>{id}</DisplayName>
          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.{handler}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          {inside}
        </TechnicalProfile>
        """;

    public ValidationResult Judge() => Sample.Judge(new RuleSample([RuleSample.CreateFile(PolicyId, null, Content(), Attributes)]));

    public IEnumerable<string> Messages() => Judge().Findings.Select(finding => finding.Message);

    public string Content() =>
        $$"""
        <BuildingBlocks><ClaimsSchema>
          {{string.Concat(Claims.Select(id => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>"""))}}
        </ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Sample</DisplayName><TechnicalProfiles>
          {{Profile("Reached", Handler, Inside)}}
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
          {{Beside}}
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="SignIn"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="ClaimsExchange">
            <ClaimsExchanges><ClaimsExchange Id="Exchange" TechnicalProfileReferenceId="Reached" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
        </OrchestrationSteps></UserJourney></UserJourneys>
        {{(HasRelyingParty ? Party : "")}}
        """;

    private const string Party =
        """
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" DefaultValue="someone" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;
}

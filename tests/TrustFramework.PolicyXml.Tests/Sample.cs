using System.Text;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Creates and validates small policy files.</summary>
internal static class Sample
{
    public const string Namespace = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
    public const string Domain = "contoso.onmicrosoft.com";
    public const string ObjectId = "11111111-2222-4333-8444-555555555555";

    public static string Policy(
        string id = "B2C_1A_Leaf", string? baseId = null, string tenant = Domain, string version = "0.3.0.0", string content = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="{Namespace}" PolicySchemaVersion="{version}" TenantId="{tenant}" PolicyId="{id}">
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}{content}
        </TrustFrameworkPolicy>
        """;

    private const string RelyingPartyContent =
        $"""
        <BuildingBlocks><ClaimsSchema><ClaimType Id="leafId"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Leaf</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="LeafIssuer"><DisplayName>Leaf</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat>
            <Metadata><Item Key="client_id">service:te</Item></Metadata>
            <CryptographicKeys>
              <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" /><Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
            </CryptographicKeys>
          </TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        <UserJourneys><UserJourney Id="LeafJourney"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="LeafIssuer" />
        </OrchestrationSteps></UserJourney></UserJourneys>
        <RelyingParty><DefaultUserJourney ReferenceId="LeafJourney" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="leafId" PartnerClaimType="sub" DefaultValue="nobody" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;

    public static Result<PolicyDocument, XmlError> Read(string xml) => PolicyReader.Read(Encoding.UTF8.GetBytes(xml));

    public static PolicyDocument Document(string id, string? baseId = null) => ReadDocument(Policy(id, baseId));

    /// <summary>Reads a file that is well-formed.</summary>
    public static PolicyDocument ReadDocument(string xml) => Read(xml).Value;

    /// <summary>Validates a file in a tenant with the given policies.</summary>
    public static ValidationResult Validate(string xml, string? domain = Domain, string? requestedId = null, params PolicyDocument[] existingPolicies)
    {
        return PolicyValidator.Validate(new ValidationContext
        {
            Chain = LoadChain(ReadDocument(xml), existingPolicies),
            TargetTenant = new TargetTenant(ObjectId, domain),
            RequestedId = requestedId,
        });
    }

    /// <summary>Validates the last file of a chain, base first, in the tenant that <see cref="RuleSample"/> describes.</summary>
    public static ValidationResult Validate(RuleSample sample)
    {
        return PolicyValidator.Validate(new ValidationContext
        {
            Chain = LoadChain(ReadDocument(sample.Files[^1]), [.. sample.Files.SkipLast(1).Select(ReadDocument)]),
            TargetTenant = new TargetTenant(ObjectId, Domain),
            KeySets = new HashSet<string>([RuleSample.KeySet], StringComparer.OrdinalIgnoreCase),
        });
    }

    /// <summary>Adds a file with a complete relying party, which uses nothing of the sample; returns the sample when it has a relying party.</summary>
    public static RuleSample AddRelyingParty(RuleSample sample) => sample.Files[^1].Contains("<RelyingParty>", StringComparison.Ordinal)
        ? sample
        : new RuleSample(sample.Files.Add(RuleSample.CreateFile("B2C_1A_RelyingParty", $"B2C_1A_Sample{sample.Files.Length}", RelyingPartyContent)));

    /// <summary>Loads the chain of a policy from a list of base policies.</summary>
    public static PolicyChain LoadChain(PolicyDocument leaf, params IReadOnlyList<PolicyDocument> basePolicies) =>
        PolicyChain.Load(leaf, id => basePolicies.FirstOrDefault(policy => PolicyDocument.IdComparer.Equals(policy.PolicyId, id)));

    /// <summary>Returns the only error or warning.</summary>
    public static Finding GetOnlyFinding(ValidationResult result) => result.Findings.Concat(result.Warnings).Should().ContainSingle().Subject;

    /// <summary>Validates a file and returns its only message.</summary>
    public static string GetOnlyMessage(string xml, string? domain = Domain, string? requestedId = null, params PolicyDocument[] existingPolicies) =>
        Validate(xml, domain, requestedId, existingPolicies).Findings.Should().ContainSingle().Subject.Message;
}

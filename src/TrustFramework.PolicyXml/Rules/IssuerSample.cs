namespace TrustFramework.PolicyXml.Rules;

/// <summary>A complete technical profile that issues tokens in the samples of rules: <c>Issuer</c>.</summary>
internal static class IssuerSample
{
    public const string Profile = ProfileStart + ProfileEnd;

    /// <summary>The attribute of a SendClaims step that refers to the profile.</summary>
    public const string Reference = "CpimIssuerTechnicalProfileReferenceId=\"Issuer\"";

    private const string ProfileStart =
        """<TechnicalProfile Id="Issuer"><DisplayName>Issuer</DisplayName><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat><Metadata><Item Key="client_id">service:te</Item>""";

    private const string ProfileEnd =
        $"""
        </Metadata>
          <CryptographicKeys>
            <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" />
            <Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
          </CryptographicKeys>
        </TechnicalProfile>
        """;

    /// <param name="metadata">Additional metadata items.</param>
    public static string WithMetadata(string metadata) => ProfileStart + metadata + ProfileEnd;
}

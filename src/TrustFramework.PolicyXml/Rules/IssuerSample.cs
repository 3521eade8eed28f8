namespace TrustFramework.PolicyXml.Rules;

/// <summary>The technical profile that issues tokens in the rules' samples: <c>Issuer</c>, complete.</summary>
internal static class IssuerSample
{
    public const string Profile = ProfileStart + ProfileEnd;

    /// <summary>Of a SendClaims step.</summary>
    public const string Reference = "CpimIssuerTechnicalProfileReferenceId=\"Issuer\"";

    private const string ProfileStart =
        """<TechnicalProfile Id="Issuer"><Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat><Metadata><Item Key="client_id">service:te</Item>""";

    private const string ProfileEnd =
        $"""
        </Metadata>
          <CryptographicKeys>
            <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" />
            <Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
          </CryptographicKeys>
        </TechnicalProfile>
        """;

    /// <param name="metadata">More items of metadata.</param>
    public static string WithMetadata(string metadata) => ProfileStart + metadata + ProfileEnd;
}

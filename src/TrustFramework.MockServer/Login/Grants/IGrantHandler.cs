using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Handles one OAuth grant.</summary>
internal interface IGrantHandler
{
    /// <summary>The accepted values of <c>grant_type</c>.</summary>
    IReadOnlyList<string> GrantTypes { get; }

    /// <summary>True if a client without registered credentials must present some.</summary>
    bool IsClientCredentialRequired { get; }

    ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request);
}

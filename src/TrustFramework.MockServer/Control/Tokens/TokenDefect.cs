using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>What can be wrong with a token on purpose.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenDefect>))]
internal enum TokenDefect
{
    Expired,
    NotYetValid,

    /// <summary>For another API.</summary>
    Audience,

    Issuer,

    /// <summary>Of a tenant that there cannot be.</summary>
    Tenant,

    Signature,
    NoPermission,

    /// <summary>Of a personal Microsoft account.</summary>
    Personal,
}

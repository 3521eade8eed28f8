using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>The deliberate defect of a token.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TokenDefect>))]
internal enum TokenDefect
{
    Expired,
    NotYetValid,

    /// <summary>The token is for another API.</summary>
    Audience,

    Issuer,

    /// <summary>The tenant id is invalid.</summary>
    Tenant,

    Signature,

    /// <summary>The token is signed with a key that is not published.</summary>
    Key,
    NoPermission,

    /// <summary>The token is for a personal Microsoft account.</summary>
    Personal,
}

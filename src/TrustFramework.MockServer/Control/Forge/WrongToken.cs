using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Forge;

/// <summary>What can be wrong with a token on purpose.</summary>
[JsonConverter(typeof(NameConverter<WrongToken>))]
internal enum WrongToken
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

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>The identity of a user at an identity provider: an alternativeSecurityId, and a userIdentity, which has the same JSON. [I]</summary>
/// <param name="UserId">In base64.</param>
internal sealed record ExternalIdentity(string Issuer, string UserId)
{
    /// <summary>The issuer is in lower case, as in the example of the documentation.</summary>
    public static ExternalIdentity Create(string issuer, string userId) => new(issuer.ToLowerInvariant(), Convert.ToBase64String(Encoding.UTF8.GetBytes(userId)));

    public static Result<ExternalIdentity, TransformationError> Parse(string name, string json) => JsonText.Read<ExternalIdentity>(name, json, root =>
        root.ValueKind == JsonValueKind.Object && ReadMember(root, "issuer") is { } issuer && ReadMember(root, "issuerUserId") is { } userId
            ? new ExternalIdentity(issuer, userId)
            : InputValues.NotOfType(name, "an identity with issuer and issuerUserId"));

    /// <summary>Reads the identities of a collection; none when the journey has no collection.</summary>
    public static Result<ImmutableArray<(string Json, ExternalIdentity Identity)>, TransformationError> ReadAll(TransformationInput input, string name)
    {
        var identities = ImmutableArray.CreateBuilder<(string, ExternalIdentity)>();
        foreach (var json in input.FindCollection(name) ?? [])
        {
            if (!Parse(name, json).TryGetValue(out var identity, out var error))
                return error;
            identities.Add((json, identity));
        }

        return identities.ToImmutable();
    }

    /// <summary>Issuers ignore letter case. [I]</summary>
    public bool IsFrom(string issuer) => Issuer.Equals(issuer, StringComparison.OrdinalIgnoreCase);

    public string ToJson() => JsonText.Write(new JsonObject { ["issuer"] = Issuer, ["issuerUserId"] = UserId });

    private static string? ReadMember(JsonElement identity, string name) =>
        identity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Text.Json.Nodes;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>Writes users. Extension properties have any name, so the JSON is not that of a type.</summary>
internal static class UserWriter
{
    /// <summary>An element of a collection.</summary>
    /// <param name="selection">Without <c>$select</c>, v1.0 returns a few properties and beta returns all [D].</param>
    public static JsonObject Write(DirectoryUser user, Selection selection, ODataContext context) =>
        selection.Properties is null && context.ServiceRoot.EndsWith(GraphRoutes.V1Prefix, StringComparison.Ordinal)
            ? new JsonObject(UserModel.DefaultProperties.Select(name => KeyValuePair.Create(name, WriteProperty(user, name))))
            : WriteAll(user);

    /// <summary>One user.</summary>
    public static JsonObject WriteEntity(DirectoryUser user, Selection selection, ODataContext context)
    {
        var json = Write(user, selection, context);
        json.Insert(0, "@odata.context", context.ForEntity(UserEndpoints.Context));
        return json;
    }

    private static JsonObject WriteAll(DirectoryUser user)
    {
        var extensions = user.Attributes.Where(attribute => UserAttributes.IsExtensionName(attribute.Key)).Select(attribute => attribute.Key);
        return new JsonObject(UserModel.User.Properties.Select(property => property.Name).Concat(extensions).Select(name => KeyValuePair.Create(name, WriteProperty(user, name))));
    }

    /// <summary>Null for an attribute without a value, and for the password profile, which nobody can read.</summary>
    private static JsonNode? WriteProperty(DirectoryUser user, string name) => name switch
    {
        "id" => user.Id,
        UserModel.CreatedDateTime => AttributeJson.FormatTime(user.CreatedDateTime),
        UserModel.Identities => new JsonArray([.. user.AllIdentities.Select(WriteIdentity)]),
        UserModel.PasswordProfile => null,
        _ => user.Attributes.TryGetValue(name, out var value) ? AttributeJson.Write(value) : UserAttributes.Find(name)?.Kind == UserAttributeKind.TextList ? new JsonArray() : null,
    };

    private static JsonObject WriteIdentity(UserIdentity identity) => new()
    {
        ["signInType"] = identity.SignInType,
        ["issuer"] = identity.Issuer,
        ["issuerAssignedId"] = identity.IssuerAssignedId,
    };
}

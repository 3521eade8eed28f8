using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>The types of users, limited to the properties that this server stores.</summary>
internal static class UserModel
{
    public const string Identities = "identities";
    public const string PasswordProfile = "passwordProfile";
    public const string CreatedDateTime = "createdDateTime";

    /// <summary>The properties that v1.0 returns without <c>$select</c> [D].</summary>
    public static readonly IReadOnlyList<string> DefaultProperties =
        ["businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id"];

    public static StructuredType ObjectIdentity { get; } = new("microsoft.graph.objectIdentity")
    {
        IsEntity = false,
        Properties = [StringProperty("issuer"), StringProperty("issuerAssignedId"), StringProperty("signInType")],
    };

    public static StructuredType PasswordProfileType { get; } = new("microsoft.graph.passwordProfile")
    {
        IsEntity = false,
        Properties =
        [
            new EdmProperty("forceChangePasswordNextSignIn", PrimitiveType.Boolean), new EdmProperty("forceChangePasswordNextSignInWithMfa", PrimitiveType.Boolean), StringProperty("password"),
        ],
    };

    public static StructuredType User { get; } = new("microsoft.graph.user")
    {
        Base = DirectoryModel.DirectoryObject,
        Key = "id",
        Properties =
        [
            StringProperty("id") with { IsNullable = false },
            .. Attributes.Select(ToProperty).Append(new EdmProperty(CreatedDateTime, PrimitiveType.DateTimeOffset))
                .Append(new EdmProperty(Identities, ObjectIdentity) { IsCollection = true, SupportsLambda = true })
                .Append(new EdmProperty(PasswordProfile, PasswordProfileType))
                .OrderBy(property => property.Name, StringComparer.Ordinal),
        ],
        IsDynamicProperty = UserAttributes.IsExtensionName,
    };

    /// <summary>The actions of a user.</summary>
    public static IReadOnlyList<BoundOperation> BoundOperations { get; } = [new BoundOperation("revokeSignInSessions", User, PrimitiveType.Boolean)];

    public static EntityAccessor<DirectoryUser> Accessor { get; } = new(User, (user, property) => property switch
    {
        "id" => user.Id,
        CreatedDateTime => AttributeJson.FormatTime(user.CreatedDateTime),
        Identities => user.AllIdentities.Select(CreateReader).ToList(),
        _ => user.Attributes.GetValueOrDefault(property) switch
        {
            AttributeValue.TextValue text => text.Value,
            AttributeValue.FlagValue flag => flag.Value,
            AttributeValue.NumberValue number => number.Value,
            AttributeValue.TimeValue time => AttributeJson.FormatTime(time.Value),
            AttributeValue.TextListValue list => list.Values.Select(text => (PropertyReader)(_ => text)).ToList(),
            _ => null,
        },
    });

    /// <summary>The attributes that Graph shows.</summary>
    public static IEnumerable<UserAttributeDefinition> Attributes => UserAttributes.All.Where(attribute => attribute.Access != UserAttributeAccess.PolicyOnly);

    private static PropertyReader CreateReader(UserIdentity identity) => property => property switch
    {
        "signInType" => identity.SignInType,
        "issuer" => identity.Issuer,
        _ => identity.IssuerAssignedId,
    };

    private static EdmProperty ToProperty(UserAttributeDefinition attribute) => attribute.Kind switch
    {
        UserAttributeKind.Flag => new EdmProperty(attribute.Name, PrimitiveType.Boolean),
        UserAttributeKind.Time => new EdmProperty(attribute.Name, PrimitiveType.DateTimeOffset),
        UserAttributeKind.TextList => StringProperty(attribute.Name) with { IsCollection = true, SupportsLambda = true },
        _ => StringProperty(attribute.Name),
    };

    private static EdmProperty StringProperty(string name) => new(name, PrimitiveType.String);
}

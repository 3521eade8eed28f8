using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The types of applications, limited to the properties that this server stores.</summary>
internal static class ApplicationModel
{
    public static StructuredType PasswordCredential { get; } = CreateComplexType(
        "passwordCredential",
        StringProperty("displayName"), TimeProperty("endDateTime"), StringProperty("hint"), GuidProperty("keyId"), StringProperty("secretText"), TimeProperty("startDateTime"));

    private static readonly StructuredType ImplicitGrantSettings = CreateComplexType(
        "implicitGrantSettings", BooleanProperty("enableAccessTokenIssuance"), BooleanProperty("enableIdTokenIssuance"));

    private static readonly StructuredType Web = CreateComplexType(
        "webApplication",
        StringProperty("homePageUrl"), new EdmProperty("implicitGrantSettings", ImplicitGrantSettings), StringProperty("logoutUrl"), StringCollectionProperty("redirectUris"));

    private static readonly StructuredType Spa = CreateComplexType("spaApplication", StringCollectionProperty("redirectUris"));

    private static readonly StructuredType PublicClient = CreateComplexType("publicClientApplication", StringCollectionProperty("redirectUris"));

    private static readonly StructuredType PermissionScope = CreateComplexType(
        "permissionScope",
        StringProperty("adminConsentDescription"), StringProperty("adminConsentDisplayName"), GuidProperty("id"), BooleanProperty("isEnabled"), StringProperty("type"),
        StringProperty("userConsentDescription"), StringProperty("userConsentDisplayName"), StringProperty("value"));

    private static readonly StructuredType Api = CreateComplexType(
        "apiApplication", new EdmProperty("oauth2PermissionScopes", PermissionScope) { IsCollection = true }, new EdmProperty("requestedAccessTokenVersion", PrimitiveType.Int32));

    private static readonly StructuredType AppRole = CreateComplexType(
        "appRole",
        StringCollectionProperty("allowedMemberTypes"), StringProperty("description"), StringProperty("displayName"), GuidProperty("id"), BooleanProperty("isEnabled"),
        StringProperty("origin"), StringProperty("value"));

    public static StructuredType Application { get; } = new("microsoft.graph.application")
    {
        Base = DirectoryModel.DirectoryObject,
        Key = "id",
        Properties =
        [
            StringProperty("id") with { IsNullable = false }, StringProperty("appId"), StringProperty("displayName"), TimeProperty("createdDateTime"),
            StringCollectionProperty("identifierUris") with { SupportsLambda = true }, BooleanProperty("isFallbackPublicClient"), StringProperty("publisherDomain"),
            StringProperty("signInAudience"), new EdmProperty("api", Api), new EdmProperty("appRoles", AppRole) { IsCollection = true },
            new EdmProperty("passwordCredentials", PasswordCredential) { IsCollection = true }, new EdmProperty("publicClient", PublicClient), new EdmProperty("spa", Spa),
            new EdmProperty("web", Web),
        ],
    };

    public static IReadOnlyList<StructuredType> Types { get; } = [ImplicitGrantSettings, Web, Spa, PublicClient, PermissionScope, Api, AppRole, PasswordCredential, Application];

    /// <summary>The actions of an application.</summary>
    public static IReadOnlyList<BoundOperation> BoundOperations { get; } =
    [
        new BoundOperation("addPassword", Application, PasswordCredential, new EdmProperty("passwordCredential", PasswordCredential)),
        new BoundOperation("removePassword", Application, ReturnType: null, GuidProperty("keyId") with { IsNullable = false }),
    ];

    public static EntityAccessor<ApplicationResource> Accessor { get; } = new(Application, (application, property) => property switch
    {
        "appId" => application.AppId,
        "displayName" => application.DisplayName,
        "createdDateTime" => application.CreatedDateTime,
        "identifierUris" => application.IdentifierUris.Select(uri => (Graph.Query.PropertyReader)(_ => uri)).ToList(),
        "isFallbackPublicClient" => application.IsFallbackPublicClient,
        "publisherDomain" => application.PublisherDomain,
        "signInAudience" => application.SignInAudience,
        "id" => application.Id,
        _ => null,
    });

    private static StructuredType CreateComplexType(string name, params EdmProperty[] properties) => new($"microsoft.graph.{name}") { IsEntity = false, Properties = properties };

    private static EdmProperty StringProperty(string name) => new(name, PrimitiveType.String);

    private static EdmProperty StringCollectionProperty(string name) => StringProperty(name) with { IsCollection = true };

    private static EdmProperty BooleanProperty(string name) => new(name, PrimitiveType.Boolean);

    private static EdmProperty TimeProperty(string name) => new(name, PrimitiveType.DateTimeOffset);

    private static EdmProperty GuidProperty(string name) => new(name, PrimitiveType.Guid);
}

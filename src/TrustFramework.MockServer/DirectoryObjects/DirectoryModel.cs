using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The types of directory objects, limited to the properties that this server supports.</summary>
internal static class DirectoryModel
{
    public static StructuredType DirectoryObject { get; } = new("microsoft.graph.directoryObject")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties = StructuredType.Entity.Properties,
    };

    public static StructuredType VerifiedDomain { get; } = new("microsoft.graph.verifiedDomain")
    {
        IsEntity = false,
        Properties = [StringProperty("capabilities"), BooleanProperty("isDefault"), BooleanProperty("isInitial"), StringProperty("name"), StringProperty("type")],
    };

    public static StructuredType Organization { get; } = new("microsoft.graph.organization")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties = [IdProperty, StringProperty("displayName"), StringProperty("tenantType"), new EdmProperty("verifiedDomains", VerifiedDomain) { IsCollection = true }],
    };

    public static StructuredType Domain { get; } = new("microsoft.graph.domain")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties =
        [
            StringProperty("authenticationType"), StringProperty("availabilityStatus"), IdProperty, BooleanProperty("isAdminManaged"), BooleanProperty("isDefault"), BooleanProperty("isInitial"), BooleanProperty("isRoot"),
            BooleanProperty("isVerified"), StringCollectionProperty("supportedServices"),
        ],
    };

    /// <summary>The properties of the signed-in user: those that v1.0 returns without <c>$select</c>.</summary>
    public static StructuredType SignedInUser { get; } = new(UserModel.User.Name)
    {
        Base = DirectoryObject,
        Key = "id",
        Properties = [.. UserModel.DefaultProperties.Select(name => UserModel.User.FindProperty(name)!)],
    };

    public static IReadOnlyList<StructuredType> Types { get; } =
        [DirectoryObject, Organization, VerifiedDomain, Domain, .. ApplicationModel.Types, UserModel.ObjectIdentity, UserModel.PasswordProfileType, UserModel.User];

    public static IReadOnlyList<BoundOperation> BoundOperations { get; } = [.. ApplicationModel.BoundOperations, .. UserModel.BoundOperations];

    public static IReadOnlyList<EntityContainerElement> Roots { get; } =
    [
        new EntityContainerElement("organization", Organization, IsCollection: true),
        new EntityContainerElement("domains", Domain, IsCollection: true),
        new EntityContainerElement("applications", ApplicationModel.Application, IsCollection: true),
        new EntityContainerElement("users", UserModel.User, IsCollection: true),
        new EntityContainerElement("me", UserModel.User, IsCollection: false),
    ];

    public static EntityAccessor<OrganizationResource> OrganizationAccessor { get; } = new(Organization, (organization, property) => property switch
    {
        "displayName" => organization.DisplayName,
        "tenantType" => organization.TenantType,
        _ => organization.Id,
    });

    public static EntityAccessor<DomainResource> DomainAccessor { get; } = new(Domain, (domain, property) => property switch
    {
        "authenticationType" => domain.AuthenticationType,
        "availabilityStatus" => domain.AvailabilityStatus,
        "isAdminManaged" => domain.IsAdminManaged,
        "isDefault" => domain.IsDefault,
        "isInitial" => domain.IsInitial,
        "isRoot" => domain.IsRoot,
        "isVerified" => domain.IsVerified,
        _ => domain.Id,
    });

    private static EdmProperty IdProperty => StringProperty("id") with { IsNullable = false };

    private static EdmProperty StringProperty(string name) => new(name, PrimitiveType.String);

    private static EdmProperty StringCollectionProperty(string name) => StringProperty(name) with { IsCollection = true };

    private static EdmProperty BooleanProperty(string name) => new(name, PrimitiveType.Boolean);
}

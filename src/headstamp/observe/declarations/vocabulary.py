"""Headings of customs tables, by field: the best first. A heading further down is taken only where no better one stands.

English, Spanish, French, Russian, Chinese and Korean forms; element names of the single administrative document in ASYCUDA;
numbers of the WCO data model (`core.declaration.COLUMNS` has them); segments of UN/EDIFACT CUSDEC and CUSCAR with their
qualifiers; the headings of the synthetic Korean set. They are folded before they are compared: case, accents, blanks and signs
do not count.
"""

from __future__ import annotations

from headstamp.core.declaration import COLUMNS
from headstamp.core.text import fold

WORDS: dict[str, str] = {
    "document": (
        "document;document type;doc type;type of document;declaration or bill;record type;tipo de documento;"
        "type de document;вид документа;单证类型;문서유형"
    ),
    "number": (
        "declaration number;declaration no;declaration id;declaration ref;declaration reference;dec no;entry number;"
        "entry no;customs entry number;sad number;sad no;registration number;registration no;sad_reg_nber;sad_reg_num;"
        "reg_nbr;ide_reg_nbr;mrn;movement reference number;manifest number;manifest no;manifest_reference_number;"
        "declaracion;numero de declaracion;no declaracion;numero de manifiesto;nro dua;dua;numero de declaration;"
        "numero declaration;n declaration;numero du manifeste;номер декларации;номер дт;номер гтд;рег номер;报关单号;"
        "申报单号;신고번호;수입신고번호;적하목록번호;bgm;document number;document no;numero de documento;"
        "numero du document;номер документа;reference number;id;number;no"
    ),
    "version": (
        "version;amendment;amendment number;amendment no;amendment sequence;revision;version number;enmienda;"
        "modification;номер изменения;修改次数;정정차수"
    ),
    "consignment": (
        "consignment;consignment id;consignment number;shipment;shipment id;shipment number;ucr;embarque"
    ),
    "master_bill": (
        "master bill;master bill of lading;master b/l;mbl;mbl no;mbl number;master bl number;master bill number;mawb;"
        "master air waybill;rff+mb;ocean bill;conocimiento master;conocimiento madre;connaissement master;"
        "connaissement principal;мастер коносамент;主单号;主提单号;총적하번호;마스터bl;bill of lading;"
        "bill of lading number;bill of lading no;bl number;b/l no;b/l;bl no;bol;bol number;bl;transport document;"
        "transport document number;rff+bm;conocimiento de embarque;numero de conocimiento;numero de bl;connaissement;"
        "numero du connaissement;коносамент;номер коносамента;提单号;提單號;运单号;선하증권번호;"
        "previous_document_reference;previous document;prc_doc"
    ),
    "house_bill": (
        "house bill;house bill of lading;house b/l;hbl;hbl no;hbl number;house bl number;house bill number;hawb;"
        "house air waybill;rff+bh;rff+hwb;conocimiento hijo;conocimiento house;connaissement house;домашний коносамент;"
        "分单号;分提单号;하우스bl;house bl번호"
    ),
    "item": (
        "item number;item no;item;line;line number;line no;goods item;goods item number;item sequence;sad_item;itm_nbr;"
        "key_itm_nbr;itm nbr;partida;numero de item;nro item;serie;article;numero article;n article;номер товара;"
        "номер позиции;项号;商品序号;란번호;gid;sequence number"
    ),
    "containers": (
        "container number;container no;container numbers;containers;container;container id;container_number;ctn_nbr;"
        "cntr no;cntr;equipment number;eqd+cn;eqd;numero de contenedor;contenedor;contenedores;numero de conteneur;"
        "conteneur;conteneurs;номер контейнера;контейнер;контейнеры;集装箱号;箱号;컨테이너번호;컨테이너"
    ),
    "seals": (
        "seal number;seal no;seal;seals;seal numbers;sel;precinto;precintos;numero de precinto;scelle;scelles;plomb;"
        "пломба;номер пломбы;封条号;封志号;铅封号;봉인번호"
    ),
    "date": (
        "declaration date;date of declaration;registration date;lodgement date;lodgment date;entry date;date of entry;"
        "ide_reg_dat;reg_dat;reg date;sad_reg_date;assessment date;arrival date;date of arrival;actual arrival date;"
        "eta;estimate arrival date;estimated arrival date;manifest date;bl date;bill of lading date;loading date;"
        "date of loading;sailing date;departure date;shipped on board date;dtm+132;dtm+137;dtm;fecha;"
        "fecha de declaracion;fecha de registro;fecha de numeracion;fecha de llegada;fecha de embarque;date;"
        "date de declaration;date d enregistrement;date enregistrement;date d arrivee;дата;дата декларации;"
        "дата регистрации;дата прибытия;дата отгрузки;申报日期;进口日期;出口日期;日期;신고일자;신고일;수리일자;"
        "입항일자;일자"
    ),
    "mode": (
        "mode of transport;transport mode;mode;means of transport mode;mode_brd;border_mode;border mode;"
        "mode of transport at border;tpt_mot_brd;inland mode;modo de transporte;medio de transporte;via de transporte;"
        "via transporte;mode de transport;вид транспорта;вид транспорта на границе;运输方式;운송수단;운송형태;tdt mode"
    ),
    "hs": (
        "hs code;hs;hs10;hs8;hs6;hs6 code;hs4;commodity code;commodity_code;tariff code;tariff number;tariff heading;"
        "tariff;tariff item;hts;hts code;hts number;htsus;taric;taric code;cn code;cn8;hscode;hs no;hs number;"
        "harmonized code;harmonized system code;harmonised code;tar_hsc_nb1;tar_hsc;hsc;hs_cod;tarif;classification;"
        "cst;pia;ncm;fraccion;fraccion arancelaria;partida arancelaria;subpartida;subpartida nacional;"
        "codigo arancelario;posicion arancelaria;codigo sa;nandina;position tarifaire;code sh;code tarifaire;"
        "nomenclature;code nomenclature;nts;код тнвэд;код тн вэд;тнвэд;тн вэд;код товара;税号;商品编码;商品编号;hs编码;"
        "海关编码;세번;세번부호;hs부호;품목번호;hs코드"
    ),
    "hs_edition": (
        "hs edition;hs version;nomenclature edition;nomenclature version;edicion sa;version sh"
    ),
    "goods": (
        "goods description;description of goods;description of the goods;description_of_goods;goods;"
        "commodity description;commodity;cargo description;item description;product description;commercial description;"
        "commercial_description;gds_ds3;gds_ds;gds_dsc;goods desc;desc of goods;ftx+aaa;ftx;product;product desc;cargo;"
        "merchandise;articles;descripcion;descripcion de mercancia;descripcion de la mercancia;"
        "descripcion de mercaderia;descripcion comercial;mercancia;mercaderia;designation;designation des marchandises;"
        "designation commerciale;description des marchandises;marchandises;marchandise;описание;описание товара;"
        "наименование товара;товар;описание груза;наименование груза;груз;商品名称;货物名称;货名;品名;商品描述;"
        "品名规格;품명;거래품명;품명규격;물품명;description;desc;gid description"
    ),
    "origin": (
        "country of origin;origin country;origin;origin code;country of origin code;country_of_origin_code;cty_origin;"
        "gds_org_cty;gds_org;org_cty;cty_org;origin country code;coo;loc+27;pais de origen;pais origen;origen;"
        "pays d origine;pays origine;origine;страна происхождения;код страны происхождения;происхождение;原产国;原产地;"
        "原产国地区;원산지;원산지국가;원산국;made in"
    ),
    "dispatch": (
        "country of dispatch;country of export;country of departure;country of exportation;export country;"
        "exporting country;dispatch country;country of consignment;consignment country;country of shipment;"
        "departure country;export_country_code;country of export code;cty_export;cty_exp;cty_dispatch;gen_cty_exp;"
        "cty_1dl;loc+35;country of lading;country of loading;pais de procedencia;pais procedencia;procedencia;"
        "pais de exportacion;pais exportador;pays de provenance;pays provenance;provenance;pays d exportation;"
        "pays d expedition;страна отправления;страна экспорта;код страны отправления;启运国;启运国地区;出口国;起运国;"
        "적출국;적출국가;선적국;dispatch;partner country;partner"
    ),
    "destination": (
        "country of destination;destination country;destination;country of final destination;final destination country;"
        "destination_country_code;country of import;import country;importing country;cty_destination;cty_dest;cty_des;"
        "gen_cty_des;loc+36;pais de destino;pais destino;destino;pays de destination;pays destination;"
        "страна назначения;код страны назначения;运抵国;目的国;最终目的国;목적국;목적국가;도착국;final destination;"
        "destination code"
    ),
    "route": (
        "route;routing;itinerary;countries of routing;countries on route;voyage route;route of shipment;ruta;"
        "itinerario;itineraire;маршрут;маршрут следования;航线;路线;경로;항로;transit countries;country of transit;"
        "transit country"
    ),
    "load_port": (
        "port of loading;loading port;load port;pol;port of lading;port of load;place of loading;lading port;"
        "departure port;port of departure;port of origin;origin port;foreign port of lading;loc+9;place_of_loading;"
        "plc_lod;puerto de embarque;puerto embarque;puerto de carga;puerto de origen;port de chargement;"
        "port d embarquement;port d origine;порт погрузки;порт отправления;装货港;起运港;启运港;선적항;적재항;"
        "airport of departure"
    ),
    "discharge_port": (
        "port of discharge;discharge port;pod;port of unloading;unloading port;port of unlading;place of discharge;"
        "place of unloading;destination port;port of destination;arrival port;port of arrival;us port;loc+11;"
        "place_of_unloading;plc_dis;puerto de descarga;puerto de destino;puerto de desembarque;puerto descarga;"
        "port de dechargement;port de debarquement;port de destination;порт выгрузки;порт разгрузки;порт назначения;"
        "порт прибытия;卸货港;目的港;抵运港;하역항;양륙항;도착항;airport of destination"
    ),
    "tranship_ports": (
        "port of transhipment;transhipment port;transshipment port;port of transshipment;transhipment;transshipment;"
        "transhipment ports;transit port;transit ports;port of transit;via;via port;place of transhipment;loc+13;"
        "puerto de transbordo;transbordo;puertos de transbordo;port de transbordement;transbordement;порт перевалки;"
        "перевалка;порт перегрузки;中转港;转运港;경유항;환적항"
    ),
    "packages": (
        "number of packages;no of packages;no de bultos;packages;package count;total packages;packages number;pkgs;"
        "nbr of packages;number_of_packages;pck_nbr;pkg_nbr;pieces;total number of packages;package quantity;"
        "manifest quantity;pac;bultos;cantidad de bultos;numero de bultos;total bultos;colis;nombre de colis;"
        "nbre de colis;количество мест;число мест;кол-во мест;мест;件数;포장개수;포장수량;개수"
    ),
    "package_kind": (
        "kind of packages;package type;packages type;type of packages;package kind;package unit;packaging;"
        "packaging type;pck_typ_cod;kind_of_packages_code;kind_of_packages_name;pck_typ;manifest unit;clase de bultos;"
        "tipo de bultos;embalaje;tipo de embalaje;nature des colis;type de colis;emballage;вид упаковки;тип упаковки;"
        "упаковка;包装种类;包装;포장종류;포장구분"
    ),
    "gross_kg": (
        "gross mass;gross weight;gross mass kg;gross weight kg;total gross weight;total gross mass;gross;gross wt;"
        "g weight;gw;grwt;gross kg;gross_weight_itm;gross_weight;vit_wgt_grs;wgt_grs;item gross mass;weight gross;"
        "mea+g;mea+aae+g;mea+wt+g;peso bruto;peso bruto kg;kilos brutos;bruto;poids brut;masse brute;poids brut kg;"
        "вес брутто;масса брутто;брутто;вес брутто кг;毛重;总毛重;총중량;총중량kg;중량;weight;total weight;weight kg;"
        "cargo weight;peso;poids;вес;масса;重量"
    ),
    "net_kg": (
        "net mass;net weight;net mass kg;net weight kg;total net weight;net;net wt;nw;net kg;net_weight_itm;net_weight;"
        "vit_wgt_net;wgt_net;item net mass;weight net;mea+n;mea+aae+aal;mea+wt+n;peso neto;peso neto kg;kilos netos;"
        "neto;poids net;masse nette;poids net kg;вес нетто;масса нетто;нетто;вес нетто кг;净重;총순중량;순중량;순중량kg"
    ),
    "vgm_kg": (
        "vgm;verified gross mass;vgm kg;verified gross weight;container verified gross mass;mea+aae+vgm;mea+vgm;"
        "masa bruta verificada;masse brute verifiee;проверенная масса брутто;核实总重;총중량검증"
    ),
    "value": (
        "customs value;cif value;cif;statistical value;statistical_value;vit_stv;vit_cif;value;invoice value;"
        "invoice amount;total value;declared value;fob value;fob;cif value usd;fob value usd;value usd;amount;"
        "total amount;item value;item price;invoice_amount;amount_foreign_currency;amount_national_currency;"
        "total_invoice;vit_inv;goods value;cargo value;moa;valor;valor cif;valor fob;valor aduana;valor en aduana;"
        "valor factura;valeur;valeur en douane;valeur caf;valeur fob;valeur facture;valeur statistique;"
        "таможенная стоимость;стоимость;фактурная стоимость;статистическая стоимость;总价;金额;成交总价;完税价格;"
        "과세가격;신고가격;결제금액;금액;price;total price"
    ),
    "currency": (
        "currency;currency code;currency_code;invoice currency;cur_cod;cur;ccy;cux;moneda;codigo de moneda;divisa;"
        "devise;monnaie;code devise;валюта;код валюты;币制;币种;통화;통화단위;결제통화"
    ),
    "quantity": (
        "quantity;qty;supplementary quantity;supplementary units quantity;statistical quantity;suppl_units_quantity;"
        "gds_sup_qty;tar_sup_qty;second quantity;quantity 1;cantidad;cantidad fisica;cantidad comercial;quantite;"
        "quantite complementaire;unites supplementaires;количество;кол-во;доп количество;数量;第一数量;申报数量;수량;"
        "총수량"
    ),
    "unit": (
        "unit;unit of measure;uom;quantity unit;unit of quantity;qty unit;supplementary unit;suppl_unit_code;"
        "statistical unit;unidad;unidad de medida;unidad fisica;unite;unite de mesure;unite complementaire;"
        "единица измерения;ед изм;единица;计量单位;单位;数量单位;수량단위;단위"
    ),
    "shipper": (
        "shipper;shipper name;consignor;consignor name;exporter;exporter name;exporter_name;cmp_exp_nam;cmp_exp;"
        "sad_exporter;nad+cz;nad+ex;nad+se;sender;sender name;seller;seller name;supplier;supplier name;"
        "foreign supplier;exportador;embarcador;remitente;proveedor;nombre del exportador;exportateur;expediteur;"
        "fournisseur;chargeur;отправитель;грузоотправитель;экспортер;продавец;наименование отправителя;发货人;"
        "境外发货人;托运人;出口商;卖方;수출자;송하인;공급자;해외공급자;seller id;exporter id;exporter_code;cmp_exp_cod;"
        "supplier id;shipper id"
    ),
    "shipper_country": (
        "shipper country;consignor country;exporter country;seller country;supplier country;sender country;"
        "exporter country code;pais exportador nombre;pais del proveedor;pays exportateur;страна отправителя;"
        "发货人国别;공급국;해외거래처국가;country of seller;country of shipper;country of exporter;country of consignor"
    ),
    "consignee": (
        "consignee;consignee name;consignee_name;importer;importer name;cmp_con_nam;cmp_con;sad_consignee;nad+cn;"
        "nad+im;nad+by;receiver;receiver name;recipient;buyer;buyer name;importer of record;consignatario;importador;"
        "destinatario;comprador;nombre del importador;consignataire;importateur;destinataire;acheteur;получатель;"
        "грузополучатель;импортер;покупатель;наименование получателя;收货人;境内收货人;进口商;经营单位;买方;수입자;"
        "수하인;납세의무자;importer id;consignee id;consignee_code;cmp_con_cod;buyer id;importer tin;ruc importador"
    ),
    "consignee_country": (
        "consignee country;importer country;buyer country;receiver country;consignee country code;pais consignatario;"
        "pays destinataire;pays importateur;страна получателя;收货人国别;country of buyer;country of consignee;"
        "country of importer"
    ),
    "notify": (
        "notify;notify party;notify party name;notify name;also notify;notify party 1;nad+ni;nad+n1;notificado;"
        "notificar a;parte notificada;notificar;notifie;partie a notifier;notify_name;уведомляемая сторона;"
        "извещаемая сторона;通知人;通知方;통지처;착하통지처"
    ),
    "notify_country": (
        "notify country;notify party country;country of notify party"
    ),
    "declarant": (
        "declarant;declarant name;declarant_name;dec_nam;dec_cod;nad+dt;nad+ae;customs broker;customs agent;"
        "clearing agent;filer;declarant code;declarant_code;declarant id;broker id;declarante;agente de aduana;"
        "agente de aduanas;despachante;agencia de aduana;declarante nombre;commissionnaire;declarant en douane;"
        "agent en douane;декларант;таможенный представитель;申报单位;报关行;报关单位;申报人;신고인;관세사;신고자;"
        "신고인부호"
    ),
    "carrier": (
        "carrier;carrier name;carrier code;scac;shipping line;shipping company;line;airline;nad+ca;car_nam;"
        "carrier_name;carrier_code;courier;courier id;transportista;naviera;linea naviera;transporteur;"
        "compagnie maritime;armateur;перевозчик;судоходная линия;承运人;船公司;운송사;선사;운송인;특송업체;특송업체부호"
    ),
    "forwarder": (
        "forwarder;freight forwarder;freight agent;consolidator;nvocc;nvo;nad+fw;nad+cg;agente de carga;consolidador;"
        "transitario;transitaire;groupeur;экспедитор;консолидатор;货代;货运代理;포워더;화물운송주선업자"
    ),
    "broker_country": (
        "broker country;country of broker;trader country;intermediary country;country of intermediary"
    ),
    "broker": (
        "broker;trader;intermediary;commission agent;sales agent;arranged by;intermediario;intermediaire;courtier;"
        "corredor;посредник;брокер;中间商;중개인"
    ),
    "vessel": (
        "vessel;vessel name;ship;ship name;name of vessel;means of transport;identity of means of transport;conveyance;"
        "conveyance name;transport identity;identity;tdt;tdt+20;tpt_ide;identity_brd;car_ves;truck number;"
        "vessel/flight;flight/vessel;nave;buque;nombre del buque;nombre de la nave;navire;nom du navire;"
        "moyen de transport;судно;наименование судна;название судна;транспортное средство;船名;运输工具名称;船舶名称;"
        "선명;선박명;선기명;means of transport name;vessel name voyage"
    ),
    "imo": (
        "imo;imo number;imo no;vessel imo;imo code;imo ship number;lloyds number;lloyd s number;numero imo;номер имо;"
        "имо;imo编号;imo号;imo번호"
    ),
    "flag": (
        "flag;vessel flag;flag country;flag state;nationality of means of transport;nationality of vessel;"
        "vessel nationality;vessel country;nationality;conveyance country;bandera;pabellon;pavillon;nationalite;"
        "nationalite du moyen de transport;флаг;флаг судна;船旗;船旗国;선박국적;국적;nationality_brd;tpt_nat"
    ),
    "voyage": (
        "voyage;voyage number;voyage no;voy;voy no;flight number;flight no;trip number;train number;journey;viaje;"
        "numero de viaje;voyage_number;voyage num;numero de vol;n voyage;рейс;номер рейса;航次;航次号;航班号;항차;편명;"
        "voyage_no"
    ),
    "dg_class": (
        "imdg class;imo class;dg class;dangerous goods class;hazard class;hazmat class;imdg;hazmat;dangerous goods;dgs;"
        "dg;clase imo;clase de riesgo;mercancia peligrosa;classe de danger;classe imdg;marchandise dangereuse;"
        "класс опасности;опасный груз;危险品类别;危险货物类别;위험물등급;위험물;imo dg class"
    ),
    "mass_unit": (
        "weight unit;weight uom;mass unit;unit of weight;gross weight unit;unit of weight measure;wt unit;"
        "weight unit code;unidad de peso;unite de poids;единица веса;重量单位;중량단위"
    ),
}  # fmt: skip

_NUMBERS: dict[str, str] = {}
for _column in COLUMNS:
    if _column.wco:
        _NUMBERS.setdefault(_column.wco.casefold(), _column.name)

ALIASES: dict[str, tuple[str, int]] = {}
"""Folded heading -> (field, rank); 0 is the best heading of its field."""
for _field, _row in WORDS.items():
    for _rank, _word in enumerate(_row.split(";")):
        ALIASES.setdefault(fold(_word), (_field, _rank))
for _column in COLUMNS:
    ALIASES.setdefault(fold(_column.name), (_column.name, 0))


def by_number(heading: str) -> str:
    """The field of a data element number of the WCO data model (`WCO 063`, `DE 145`, `R014`), or an empty text.

    A number alone counts as one only with its zeros, as `063`; a table headed 1, 2, 3 has no headings.
    """
    folded = fold(heading)
    for prefix in ("wcoid", "wco", "wcode", "de", "id", ""):
        if folded.startswith(prefix) and (number := folded.removeprefix(prefix)) in _NUMBERS and (prefix or len(number) > 2):
            return _NUMBERS[number]
    return ""

import { render } from "preact";
import "./app.css";

const place = document.getElementById("app");
if (place) render(<p>Netzkaart</p>, place);

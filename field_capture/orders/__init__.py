"""Work orders: one order, many reports and assets, a crew, a day."""
